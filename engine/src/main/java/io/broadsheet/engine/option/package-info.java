/// Keys that authors write in YAML: their types, what was written, and the columns that it names.
@NullMarked
package io.broadsheet.engine.option;

import org.jspecify.annotations.NullMarked;

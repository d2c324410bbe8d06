/// Real databases, real files, and what goes wrong with them.
@NullMarked
package io.broadsheet.engine.sources;

import org.jspecify.annotations.NullMarked;

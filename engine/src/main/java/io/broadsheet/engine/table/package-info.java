/// Tables, retention tables and headline numbers.
@NullMarked
package io.broadsheet.engine.table;

import org.jspecify.annotations.NullMarked;

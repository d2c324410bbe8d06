/// Query results: named, typed columns of one length.
@NullMarked
package io.broadsheet.engine.frame;

import org.jspecify.annotations.NullMarked;

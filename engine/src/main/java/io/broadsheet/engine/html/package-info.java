/// Trusted markup, and the one writer that makes it.
@NullMarked
package io.broadsheet.engine.html;

import org.jspecify.annotations.NullMarked;

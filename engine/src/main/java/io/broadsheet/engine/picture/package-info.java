/// Drawings as pictures, for where SVG is not shown: in mails.
@NullMarked
package io.broadsheet.engine.picture;

import org.jspecify.annotations.NullMarked;

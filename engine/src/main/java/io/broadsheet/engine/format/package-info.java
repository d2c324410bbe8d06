/// Numbers, money, percent, dates and weeks as a reader of a locale expects them.
@NullMarked
package io.broadsheet.engine.format;

import org.jspecify.annotations.NullMarked;

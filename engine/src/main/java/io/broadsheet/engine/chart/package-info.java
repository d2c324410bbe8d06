/// Charts: specs to scales to marks to SVG.
@NullMarked
package io.broadsheet.engine.chart;

import org.jspecify.annotations.NullMarked;

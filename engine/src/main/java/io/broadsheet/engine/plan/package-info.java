/// What a report will do, worked out before any data is touched: queries in their order, components with their options.
@NullMarked
package io.broadsheet.engine.plan;

import org.jspecify.annotations.NullMarked;

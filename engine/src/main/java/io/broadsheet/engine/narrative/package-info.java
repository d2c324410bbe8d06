/// The words between the charts: Pebble templates over query results, then Markdown, with every value kept text.
@NullMarked
package io.broadsheet.engine.narrative;

import org.jspecify.annotations.NullMarked;

/// The report engine: from a Markdown file and data to a finished page.
@NullMarked
package io.broadsheet.engine;

import org.jspecify.annotations.NullMarked;

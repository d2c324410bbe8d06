/// Narrative, Markdown and theme to one page.
@NullMarked
package io.broadsheet.engine.render;

import org.jspecify.annotations.NullMarked;

/// Source text to a tree of blocks: files, spans, YAML with places, front matter and Markdown.
@NullMarked
package io.broadsheet.engine.source;

import org.jspecify.annotations.NullMarked;

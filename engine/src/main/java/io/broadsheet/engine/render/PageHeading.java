package io.broadsheet.engine.render;

/// A heading of the page's body, for its table of contents.
///
/// @param level 1 to 6, as in Markdown
/// @param id the element's id
/// @param text as plain text
public record PageHeading(int level, String id, String text) {}

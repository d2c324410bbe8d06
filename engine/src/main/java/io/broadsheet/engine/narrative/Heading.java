package io.broadsheet.engine.narrative;

/// A heading of the page, for its table of contents.
///
/// @param level 1 to 6, as written
/// @param id the element's id
public record Heading(int level, String id, String text) {}

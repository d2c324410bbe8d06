package io.broadsheet.engine.project;

import io.broadsheet.engine.source.Name;

/// A macro of a shared Markdown file: `{% macro NAME(a, b) %}...{% endmacro %}`.
///
/// @param template the macro as written, tags included
/// @param line where it begins in its file, from 1
public record TextMacro(Name name, String template, int line) {}

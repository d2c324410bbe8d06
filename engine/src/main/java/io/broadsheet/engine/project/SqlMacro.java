package io.broadsheet.engine.project;

import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;

/// A macro of a shared SQL file: `create macro NAME(a, b) as [table] BODY`.
///
/// @param parameters what stands between the parentheses, as written
/// @param table whether it gives a table rather than a value
public record SqlMacro(Name name, String parameters, boolean table, Snippet body) {}

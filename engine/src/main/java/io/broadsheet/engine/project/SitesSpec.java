package io.broadsheet.engine.project;

import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.Span;

/// Where a project's sites come from.
public sealed interface SitesSpec {
    Span span();

    /// A CSV file of the project.
    record File(String path, Span span) implements SitesSpec {}

    /// A query on a source.
    record Query(String source, Snippet sql, Span span) implements SitesSpec {}
}

package io.broadsheet.engine.query;

import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Span;
import java.util.Optional;
import java.util.Set;

/// A query of a report, checked and ready to run.
///
/// @param name empty for an expectation
/// @param source the source that it runs on; none for the workbench
/// @param sql with parameters marked as its database wants them
/// @param reads the tables that it reads: datasets and earlier queries, in lower case
/// @param readByOthers whether later queries read its result
public record PlannedQuery(
        Name name, Span span, Optional<String> source, BoundSql sql, Set<String> reads, boolean readByOthers) {
    public PlannedQuery {
        reads = Set.copyOf(reads);
    }

    /// How messages call it: `query 'visits'`; what has no name is an expectation.
    String owner() {
        return name.text().isEmpty() ? "the expectation" : "query '" + name + "'";
    }

    PlannedQuery readByOthers(boolean isRead) {
        return new PlannedQuery(name, span, source, sql, reads, isRead);
    }
}

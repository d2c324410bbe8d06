package io.broadsheet.engine.query;

import io.broadsheet.engine.project.SqlMacro;
import java.util.Set;

/// A SQL macro that a report imports (or that an imported one uses), checked.
///
/// @param reads the datasets that its body reads
public record PlannedMacro(SqlMacro macro, BoundSql body, Set<String> reads) {
    public PlannedMacro {
        reads = Set.copyOf(reads);
    }
}

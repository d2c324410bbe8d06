package io.broadsheet.engine.query;

import io.broadsheet.engine.project.Dataset;
import java.util.Set;

/// A dataset, checked.
///
/// @param parameters the names that its SQL binds: what its rows depend on
public record PlannedDataset(Dataset dataset, BoundSql sql, Set<String> parameters) {
    public PlannedDataset {
        parameters = Set.copyOf(parameters);
    }

    /// How messages call it.
    String owner() {
        return "dataset '" + name() + "'";
    }

    public String name() {
        return dataset.name().text();
    }
}

package io.broadsheet.engine.query;

import java.util.Map;

/// A dataset as it was read: its name, its SQL, and the values of the parameters that its SQL binds.
record DatasetKey(String dataset, String sql, Map<String, Object> values) {
    DatasetKey {
        values = Map.copyOf(values);
    }

    static DatasetKey of(PlannedDataset dataset, Bindings own) {
        return new DatasetKey(dataset.name(), dataset.sql().text(), own.values());
    }
}

package io.broadsheet.engine.query;

import java.util.Map;

/// A dataset as it was read: its name, and the values of the parameters that its SQL binds.
record DatasetKey(String dataset, Map<String, Object> values) {
    DatasetKey {
        values = Map.copyOf(values);
    }

    static DatasetKey of(PlannedDataset dataset, Bindings own) {
        return new DatasetKey(dataset.name(), own.values());
    }
}

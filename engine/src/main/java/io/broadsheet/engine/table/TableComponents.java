package io.broadsheet.engine.table;

import io.broadsheet.engine.component.Component;
import java.util.List;

/// The components that show numbers as numbers: `values`, `table`, `retention`.
public final class TableComponents {
    private TableComponents() {}

    public static List<Component> all() {
        return List.of(new ValuesComponent(), new TableComponent(), new RetentionComponent());
    }
}

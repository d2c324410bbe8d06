package io.broadsheet.engine.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers behind a drawing as a table.
///
/// @param heads of the columns, with whether their cells are numbers
/// @param rowCount of all rows, also of those that are left out
/// @param named whether the first cell of each row names it
record Numbers(List<Head> heads, List<List<Cell>> rows, int rowCount, boolean named) {
    Numbers {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    record Head(String text, boolean isNumber) {}

    record Cell(@Nullable Object value, String text) {}

    boolean isEmpty() {
        return rows.isEmpty();
    }
}

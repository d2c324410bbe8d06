package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.html.HtmlWriter;
import java.util.List;

/// Writes a table's last row: sums, averages and totals that the query gives. Sums are of all of the query's rows, also
/// of those that are not drawn.
record TotalRow(List<ShownColumn> columns, DrawContext context) {
    void write(HtmlWriter out, TableHead.CellClass cellClass) {
        out.open("tfoot").open("tr");
        int name = firstWithout();
        for (int i = 0; i < columns.size(); i++) {
            out.open(i == name ? "th" : "td");
            if (i == name) {
                out.attribute("scope", "row");
            }
            cellClass.write(out, i, "");
            out.text(i == name ? name() : text(columns.get(i))).close();
        }
        out.close().close();
    }

    /// What the row is called stands in the first column without a total.
    private int firstWithout() {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).total() == TotalOf.Kind.NONE) {
                return i;
            }
        }
        return -1;
    }

    private String name() {
        List<TotalOf.Kind> kinds = columns.stream()
                .map(ShownColumn::total)
                .filter(k -> k != TotalOf.Kind.NONE)
                .toList();
        boolean averages = !kinds.isEmpty() && kinds.stream().allMatch(k -> k == TotalOf.Kind.AVERAGE);
        return context.words().say(averages ? "table.average" : "table.total");
    }

    private String text(ShownColumn column) {
        return switch (column.total()) {
            case SUM -> column.write(Sum.of(column.data()), context);
            case AVERAGE -> column.write(Sum.average(column.data()), context);
            case GIVEN ->
                column.givenTotal()
                        .filter(given -> given.size() > 0)
                        .map(given -> column.write(given.get(0), context))
                        .orElse("");
            case NONE -> "";
        };
    }
}

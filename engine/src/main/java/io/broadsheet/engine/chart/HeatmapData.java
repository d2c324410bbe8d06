package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Values by column and row of a heat map. Of several rows for one cell the last counts, and a problem says so.
record HeatmapData(Places columns, Places rows, Map<Cell, Number> values) {
    record Cell(int column, int row) {}

    static HeatmapData read(Options options, Frame frame, DrawContext context) {
        Optional<Column> value = new ColumnCheck(frame, context).numbers("value", options.get(HeatmapChart.VALUE));
        PlaceReader columns = reader(options.get(ChartKeys.X), options, frame, context);
        PlaceReader rows = reader(options.get(HeatmapChart.Y), options, frame, context);
        Map<Cell, Number> found = new LinkedHashMap<>();
        int repeated = 0;
        int most = context.limits().chartPoints();
        for (int i = 0; i < Math.min(frame.rowCount(), most) && value.isPresent(); i++) {
            Optional<Integer> column = columns.add(i);
            Optional<Integer> row = rows.add(i);
            if (column.isPresent()
                    && row.isPresent()
                    && value.get().get(i) instanceof Number n
                    && Double.isFinite(n.doubleValue())) {
                repeated += found.put(new Cell(column.get(), row.get()), n) == null ? 0 : 1;
            }
        }
        report(options, frame, context, repeated);
        return new HeatmapData(columns.places(), rows.places(), inOrder(found, columns.turns(), rows.turns()));
    }

    private static PlaceReader reader(ColumnRef ref, Options options, Frame frame, DrawContext context) {
        Column column = frame.column(ref.name());
        return new PlaceReader(
                column,
                context,
                options.find(ChartKeys.X_FORMAT).filter(f -> column.type().isTime()));
    }

    private static void report(Options options, Frame frame, DrawContext context, int repeated) {
        int most = context.limits().chartPoints();
        if (frame.rowCount() > most) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(),
                            context.owner() + " has " + frame.rowCount() + " cells; a chart may have " + most,
                            "Aggregate in the query; the first " + most + " are drawn");
        }
        if (repeated > 0) {
            String keys = options.get(ChartKeys.X) + ", " + options.get(HeatmapChart.Y);
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(ChartKeys.X),
                            context.owner() + " gets several rows for one " + keys + " (" + repeated
                                    + " too many); the last one of each is drawn",
                            "Add `group by " + keys + "` to the query");
        }
    }

    private static Map<Cell, Number> inOrder(Map<Cell, Number> found, List<Integer> columns, List<Integer> rows) {
        Map<Cell, Number> placed =
                new TreeMap<>(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column));
        found.forEach((cell, value) -> placed.put(new Cell(columns.get(cell.column()), rows.get(cell.row())), value));
        return placed;
    }
}

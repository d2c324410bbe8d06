package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads rows into values by place and series, and reports what can't be drawn. Of several rows for one place and
/// series the last counts, and a problem says so: adding them up, or choosing, is for the query to say.
final class XyReader {
    private final Options options;
    private final Frame frame;
    private final DrawContext context;
    private final Map<String, Map<Integer, @Nullable Number>> bySeries = new LinkedHashMap<>();
    private int repeated;
    private boolean tooMany;

    private XyReader(Options options, Frame frame, DrawContext context) {
        this.options = options;
        this.frame = frame;
        this.context = context;
    }

    static XyData read(Options options, Frame frame, DrawContext context) {
        return new XyReader(options, frame, context).read();
    }

    private XyData read() {
        Column x = frame.column(options.get(ChartKeys.X).name());
        List<Column> ys = values();
        Optional<Column> color =
                options.find(ChartKeys.COLOR).map(ColumnRef::name).map(frame::column);
        PlaceReader places = new PlaceReader(x, context, options.find(ChartKeys.X_FORMAT));
        int rows = rowsThatFit(ys.size());
        for (int row = 0; row < rows; row++) {
            Optional<Integer> place = places.add(row);
            for (Column y : ys) {
                if (place.isPresent()) {
                    put(seriesName(color, y, ys.size() > 1, row, context.formats()), place.get(), y.get(row));
                }
            }
        }
        report(x, color, ys);
        return data(places, x, ys);
    }

    private List<Column> values() {
        ColumnCheck check = new ColumnCheck(frame, context);
        return options.get(ChartKeys.Y).stream()
                .flatMap(ref -> check.numbers("y", ref).stream())
                .distinct()
                .toList();
    }

    private int rowsThatFit(int columns) {
        long points = (long) frame.rowCount() * Math.max(1, columns);
        int most = context.limits().chartPoints();
        if (points <= most) {
            return frame.rowCount();
        }
        context.problems()
                .add(
                        ProblemCode.TOO_MANY_ROWS,
                        options.span(),
                        context.owner() + " has " + points + " points; a chart may have " + most,
                        "Aggregate in the query, by week or by month for example; the first " + most + " are drawn");
        return most / Math.max(1, columns);
    }

    /// The series that a row's value of a column belongs to.
    static String seriesName(Optional<Column> color, Column y, boolean several, int row, Formats formats) {
        if (color.isEmpty()) {
            return y.name();
        }
        Object value = color.get().get(row);
        String name = color.get().type() == ColumnType.TEXT ? Formats.plain(value) : formats.write(value);
        return several ? name + " · " + y.name() : name;
    }

    private void put(String series, int place, @Nullable Object value) {
        Map<Integer, @Nullable Number> values = bySeries.get(series);
        if (values == null) {
            if (bySeries.size() == context.limits().series()) {
                tooMany = true;
                return;
            }
            values = new LinkedHashMap<>();
            bySeries.put(series, values);
        }
        if (values.containsKey(place)) {
            repeated++;
        }
        values.put(place, value instanceof Number n ? n : null);
    }

    private void report(Column x, Optional<Column> color, List<Column> ys) {
        if (tooMany) {
            int most = context.limits().series();
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(ChartKeys.COLOR),
                            context.owner() + " has more than " + most + " series",
                            "Keep the largest in the query and add up the rest; the first " + most + " are drawn");
        }
        if (repeated > 0) {
            String keys = color.map(c -> x.name() + ", " + c.name()).orElse(x.name());
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(ChartKeys.X),
                            context.owner() + " gets several rows for one " + keys + " (" + repeated
                                    + " too many); the last one of each is drawn",
                            "Add `group by " + keys + "` to the query" + orColor(x, color, ys));
        }
    }

    private String orColor(Column x, Optional<Column> color, List<Column> ys) {
        return frame.columns().stream()
                .filter(c -> color.isEmpty() && c.type() == ColumnType.TEXT && c != x && !ys.contains(c))
                .findFirst()
                .map(c -> ", or draw a series for each with `color: " + c.name() + "`")
                .orElse("");
    }

    private XyData data(PlaceReader reader, Column x, List<Column> ys) {
        Places places = reader.places();
        List<Integer> order = reader.order();
        List<Series> series = new ArrayList<>();
        bySeries.forEach((name, values) -> {
            @Nullable Number[] inOrder = new Number[order.size()];
            for (int i = 0; i < inOrder.length; i++) {
                inOrder[i] = values.get(order.get(i));
            }
            series.add(new Series(LabelText.of(name), series.size(), Arrays.asList(inOrder)));
        });
        String yName = String.join(", ", ys.stream().map(Column::name).toList());
        return new XyData(places, series, x.name(), yName);
    }
}

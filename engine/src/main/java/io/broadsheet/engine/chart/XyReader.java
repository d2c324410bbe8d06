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
    private final Facets facets;
    private final Map<Key, Map<Integer, @Nullable Number>> bySeries = new LinkedHashMap<>();
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private int repeated;
    private boolean tooMany;

    private record Key(String facet, String series) {}

    private XyReader(Options options, Frame frame, DrawContext context) {
        this.options = options;
        this.frame = frame;
        this.context = context;
        this.facets = new Facets(options, frame, context);
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
            Optional<String> facet = facets.of(row);
            Optional<Integer> place = facet.isEmpty() ? Optional.empty() : places.add(row);
            for (Column y : ys) {
                if (place.isPresent()) {
                    String series = seriesName(color, y, ys.size() > 1, row, context.formats());
                    put(new Key(facet.orElse(""), series), place.get(), y.get(row));
                }
            }
        }
        facets.report();
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

    private void put(Key key, int place, @Nullable Object value) {
        Map<Integer, @Nullable Number> values = bySeries.get(key);
        if (values == null) {
            if (!slots.containsKey(key.series()) && slots.size() == most()) {
                tooMany = true;
                return;
            }
            slots.putIfAbsent(key.series(), slots.size());
            values = new LinkedHashMap<>();
            bySeries.put(key, values);
        }
        if (values.containsKey(place)) {
            repeated++;
        }
        values.put(place, value instanceof Number n ? n : null);
    }

    /// Series that a limit adds up are many; those that are drawn are not.
    private int most() {
        return options.has(DataKeys.SERIES_LIMIT)
                ? context.limits().chartPoints()
                : context.limits().series();
    }

    private void report(Column x, Optional<Column> color, List<Column> ys) {
        if (tooMany) {
            int most = context.limits().series();
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(ChartKeys.COLOR),
                            context.owner() + " has more than " + most + " series",
                            "Add up the rest with `series-limit: 7`, or in the query; the first " + most
                                    + " are drawn");
        }
        if (repeated > 0) {
            String keys = x.name()
                    + color.map(c -> ", " + c.name()).orElse("")
                    + facets.name().map(f -> ", " + f).orElse("");
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
        bySeries.forEach((key, values) -> {
            @Nullable Number[] inOrder = new Number[order.size()];
            for (int i = 0; i < inOrder.length; i++) {
                inOrder[i] = values.get(order.get(i));
            }
            int slot = slots.getOrDefault(key.series(), 0);
            series.add(new Series(LabelText.of(key.series()), slot, Arrays.asList(inOrder), key.facet()));
        });
        String yName = String.join(", ", ys.stream().map(Column::name).toList());
        return new XyData(places, series, x.name(), yName);
    }
}

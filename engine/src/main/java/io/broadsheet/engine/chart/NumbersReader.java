package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes the rows that a component draws out of its query's: the columns that its body names. One value for each place
/// and series becomes a table with a row for each place and a column for each series, as readers compare them.
final class NumbersReader {
    /// More series than this are rows.
    private static final int MOST_ACROSS = 40;

    private final Component component;
    private final Options options;
    private final Frame frame;
    private final DrawContext context;
    private final ValueText values;

    NumbersReader(Component component, Options options, Frame frame, DrawContext context) {
        this.component = component;
        this.options = options;
        this.frame = frame;
        this.context = context;
        Optional<ValueFormat> format = options.find(ChartKeys.FORMAT).map(NumbersReader::inFull);
        this.values = new ValueText(context.formats(), format, "");
    }

    /// 1.2만 in a drawing is 12,040 in a table.
    private static ValueFormat inFull(ValueFormat format) {
        return switch (format.kind()) {
            case COMPACT -> ValueFormat.NUMBER;
            case MONEY_COMPACT -> ValueFormat.MONEY;
            default -> format;
        };
    }

    Numbers read() {
        if (component instanceof HistogramChart) {
            return bins();
        }
        List<Column> drawn = drawn();
        return across(drawn).orElseGet(() -> rows(drawn));
    }

    /// The columns that the body names, in the order of the component's keys.
    private List<Column> drawn() {
        List<String> names = new ArrayList<>();
        for (Key<?> key : component.keys()) {
            Object value = options.find(key).orElse(null);
            List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
            for (Object each : all) {
                switch (each) {
                    case ColumnRef ref -> names.add(ref.name());
                    case Options.HoldsColumns holder -> holder.columnRefs().forEach(ref -> names.add(ref.name()));
                    default -> {}
                }
            }
        }
        return names.stream()
                .flatMap(name -> frame.find(name).stream())
                .distinct()
                .sorted(Comparator.comparingInt(this::turn))
                .toList();
    }

    /// What stands along x, what names a row, and then its values.
    private int turn(Column column) {
        boolean isX = column("x").filter(c -> c == column).isPresent();
        return isX ? 0 : isValue(column) ? 2 : 1;
    }

    private Optional<Column> column(String key) {
        return options.find(Key.column(key, "")).flatMap(ref -> frame.find(ref.name()));
    }

    private Optional<Numbers> across(List<Column> drawn) {
        if (drawn.size() != 3) {
            return Optional.empty();
        }
        if (component instanceof HeatmapChart) {
            return across(column("y"), column("x"), column("value"));
        }
        Optional<Column> color = column("color");
        Optional<List<ColumnRef>> y = options.find(ChartKeys.Y);
        boolean oneValue = y.isPresent() && y.get().size() == 1;
        return color.isPresent() && oneValue && !(component instanceof ScatterChart)
                ? across(column("x"), color, frame.find(y.get().getFirst().name()))
                : Optional.empty();
    }

    /// Empty where two rows speak of one cell, or where there are too many columns.
    private Optional<Numbers> across(Optional<Column> x, Optional<Column> series, Optional<Column> value) {
        if (x.isEmpty() || series.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        PlaceReader places = new PlaceReader(x.get(), context, Optional.empty());
        PlaceReader names = new PlaceReader(series.get(), context, Optional.empty());
        Map<Integer, Integer> firstRows = new LinkedHashMap<>();
        Map<List<Integer>, Object> found = new LinkedHashMap<>();
        Map<Integer, Integer> firstNames = new LinkedHashMap<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            Optional<Integer> place = places.add(row);
            Optional<Integer> name = names.add(row);
            if (place.isEmpty() || name.isEmpty() || name.get() >= MOST_ACROSS) {
                return Optional.empty();
            }
            firstRows.putIfAbsent(place.get(), row);
            firstNames.putIfAbsent(name.get(), row);
            Object cell = value.get().get(row);
            if (cell != null && found.put(List.of(place.get(), name.get()), cell) != null) {
                return Optional.empty();
            }
        }
        List<Integer> columns = names.order();
        List<Numbers.Head> heads = new ArrayList<>(List.of(head(x.get(), false)));
        for (int name : columns) {
            Object named = series.get().get(firstNames.getOrDefault(name, 0));
            heads.add(new Numbers.Head(text(series.get(), named, component instanceof HeatmapChart), true));
        }
        List<List<Numbers.Cell>> rows = new ArrayList<>();
        for (int place : cut(places.order())) {
            List<Numbers.Cell> row = new ArrayList<>();
            row.add(place(x.get(), x.get().get(firstRows.getOrDefault(place, 0))));
            for (int name : columns) {
                row.add(value(found.get(List.of(place, name))));
            }
            rows.add(row);
        }
        return Optional.of(new Numbers(heads, rows, places.order().size(), true));
    }

    private Numbers rows(List<Column> drawn) {
        boolean named = !drawn.isEmpty() && !isValue(drawn.getFirst());
        List<Numbers.Head> heads = drawn.stream().map(c -> head(c, isValue(c))).toList();
        List<List<Numbers.Cell>> rows = new ArrayList<>();
        List<Integer> order = order(drawn);
        for (int row : cut(order)) {
            rows.add(drawn.stream()
                    .map(c -> isValue(c) ? value(c.get(row)) : place(c, c.get(row)))
                    .toList());
        }
        return new Numbers(heads, rows, order.size(), named);
    }

    /// Numbers and times along x ascend as they do in the drawing.
    private List<Integer> order(List<Column> drawn) {
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, frame.rowCount()).boxed().toList());
        Optional<Column> x =
                column("x").filter(c -> c.type().isTime() || c.type().isNumber());
        if (x.isPresent() && !drawn.isEmpty() && !(component instanceof ScatterChart)) {
            Column along = x.get();
            rows.sort((a, b) -> compare(along.get(a), along.get(b)));
        }
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Comparable<?> && b != null && a.getClass() == b.getClass()) {
            return ((Comparable<Object>) a).compareTo(b);
        }
        return Boolean.compare(a == null, b == null);
    }

    private List<Integer> cut(List<Integer> rows) {
        return rows.subList(0, Math.min(rows.size(), context.limits().tableRows()));
    }

    private Numbers bins() {
        Optional<Column> x = column("x").filter(c -> c.type().isNumber());
        double[] finite = x.map(c -> IntStream.range(0, c.size())
                        .mapToDouble(c::number)
                        .filter(Double::isFinite)
                        .toArray())
                .orElse(new double[0]);
        if (finite.length == 0) {
            return new Numbers(List.of(), List.of(), 0, false);
        }
        Bins bins = Bins.of(finite, options.find(HistogramChart.BINS).orElse(Bins.wanted(finite.length)));
        List<Numbers.Head> heads = List.of(
                new Numbers.Head(said("numbers.from"), true),
                new Numbers.Head(said("numbers.to"), true),
                new Numbers.Head(said("numbers.count"), true));
        List<List<Numbers.Cell>> rows = new ArrayList<>();
        for (int i = 0; i < bins.counts().size(); i++) {
            rows.add(List.of(
                    edge(bins, i),
                    edge(bins, i + 1),
                    new Numbers.Cell(
                            bins.counts().get(i),
                            context.formats().number(bins.counts().get(i), 0))));
        }
        return new Numbers(heads, Collections.unmodifiableList(rows), rows.size(), false);
    }

    private Numbers.Cell edge(Bins bins, int at) {
        return new Numbers.Cell(bins.edges().get(at), values.tick(bins.edges().get(at)));
    }

    private String said(String key) {
        return context.words().say(key);
    }

    private static Numbers.Head head(Column column, boolean isNumber) {
        return new Numbers.Head(LabelText.of(column.name().replace('_', ' ')), isNumber);
    }

    private boolean isValue(Column column) {
        boolean isX = column("x").filter(c -> c == column).isPresent();
        return column.type().isNumber() && (!isX || component instanceof ScatterChart);
    }

    private Numbers.Cell value(@Nullable Object value) {
        boolean isThere = value instanceof Number n && Double.isFinite(n.doubleValue());
        return new Numbers.Cell(value, isThere ? LabelText.of(values.exact((Number) value)) : Formats.MISSING);
    }

    private Numbers.Cell place(Column column, @Nullable Object value) {
        return new Numbers.Cell(
                value, text(column, value, column("x").filter(c -> c == column).isPresent()));
    }

    private String text(Column column, @Nullable Object value, boolean alongX) {
        Optional<ValueFormat> format = options.find(ChartKeys.X_FORMAT).filter(f -> alongX);
        if (format.isPresent()) {
            return LabelText.of(context.formats().write(format.get(), value));
        }
        if (value instanceof Number n) {
            return LabelText.of(ValueText.plain(context.formats()).name(n));
        }
        return LabelText.of(
                column.type() == ColumnType.TEXT && value != null
                        ? Formats.plain(value)
                        : context.formats().write(value));
    }
}

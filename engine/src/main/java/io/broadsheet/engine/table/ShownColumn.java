package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A column of a table with everything decided: which values, under which head, written how.
///
/// @param format empty where the type decides
/// @param scale over the rows that are drawn, where a bar or a shade is asked for
record ShownColumn(
        Column data,
        TableColumn asked,
        String label,
        Optional<ValueFormat> format,
        TableColumn.Align align,
        Shade scale,
        Optional<Column> link,
        List<Column> sparks,
        Optional<Column> givenTotal) {
    ShownColumn {
        sparks = List.copyOf(sparks);
    }

    /// More points than a cell's width has.
    private static final int MOST_SPARK_VALUES = 120;

    /// Empty if the frame has no such column, which is reported before anything is drawn.
    static Optional<ShownColumn> of(TableColumn asked, Frame frame) {
        return frame.find(asked.column().name()).map(data -> {
            Optional<ValueFormat> format = asked.format().or(() -> ValueFormat.byName(data.name(), data.type()));
            boolean text = format.filter(f -> f.kind() == ValueFormat.Kind.TEXT).isPresent();
            return new ShownColumn(
                    data,
                    asked,
                    asked.label().orElseGet(() -> Names.spaced(data.name())),
                    format,
                    asked.align()
                            .orElse(
                                    data.type().isNumber()
                                                    && !text
                                                    && !asked.spark().wanted()
                                            ? TableColumn.Align.RIGHT
                                            : TableColumn.Align.LEFT),
                    asked.bar() || asked.heat() ? Shade.over(numbers(data)) : new Shade(0, 0),
                    asked.link().flatMap(l -> frame.find(l.name())),
                    asked.spark().columns().stream()
                            .flatMap(c -> frame.find(c.name()).stream())
                            .toList(),
                    asked.total().flatMap(TotalOf::given).flatMap(c -> frame.find(c.name())));
        });
    }

    private static double[] numbers(Column column) {
        double[] numbers = new double[column.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = column.number(row);
        }
        return numbers;
    }

    String text(int row, DrawContext context) {
        return write(data.get(row), context);
    }

    boolean isSpark() {
        return asked.spark().wanted();
    }

    /// The values of a cell's small line; null where one is missing or no number.
    List<@Nullable Number> sparkValues(int row) {
        List<@Nullable Number> values = new ArrayList<>();
        if (!sparks.isEmpty()) {
            sparks.forEach(column -> values.add(column.get(row) instanceof Number n ? n : null));
        } else if (data.get(row) instanceof List<?> list) {
            list.stream().limit(MOST_SPARK_VALUES).forEach(value -> values.add(value instanceof Number n ? n : null));
        }
        return values;
    }

    /// What the page's script sorts by and saves.
    @Nullable
    Object plainValue(int row) {
        Object value = data.get(row);
        return isSpark() ? sparkValues(row) : value instanceof List<?> ? null : value;
    }

    String write(@Nullable Object value, DrawContext context) {
        int length = context.limits().cellLength();
        if (value instanceof String s) {
            // Cut before it is looked at: a cell may be megabytes long.
            String start = Markup.cut(s, length);
            return format.map(f -> f.apply(start, context.formats())).orElse(start);
        }
        String text = format.map(f -> f.apply(value, context.formats()))
                .orElseGet(() -> context.formats().write(value));
        return Markup.cut(text, length);
    }

    /// The address that a cell links to; only kinds that can't run anything.
    Optional<String> address(int row) {
        return link.map(column -> column.get(row))
                .map(Object::toString)
                .map(String::strip)
                .filter(address -> address.length() <= 2_000)
                .filter(address -> {
                    String lower = address.toLowerCase(Locale.ROOT);
                    return lower.startsWith("https://") || lower.startsWith("http://") || lower.startsWith("mailto:");
                });
    }

    boolean isNumber() {
        return data.type().isNumber() && !isSpark();
    }

    /// What the last row says of it where the author says no more than that there is one.
    TotalOf.Kind total() {
        return asked.total().map(TotalOf::kind).orElse(isSummable() ? TotalOf.Kind.SUM : TotalOf.Kind.NONE);
    }

    /// Whether a sum of the values means something: counts and amounts, not codes and not shares.
    boolean isSummable() {
        return isNumber()
                && format.map(f -> f.kind() != ValueFormat.Kind.TEXT && f.kind() != ValueFormat.Kind.PERCENT)
                        .orElse(true)
                && data.type() != ColumnType.BOOLEAN;
    }
}

package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
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
        Optional<Column> link) {

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
                            .orElse(data.type().isNumber() && !text ? TableColumn.Align.RIGHT : TableColumn.Align.LEFT),
                    asked.bar() || asked.heat() ? Shade.over(numbers(data)) : new Shade(0, 0),
                    asked.link().flatMap(l -> frame.find(l.name())));
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

    /// How the page's script compares cells of this column.
    enum Order {
        /// By the language's rules, digits as numbers
        TEXT,
        /// By the number that the cell's digits make
        NUMBER,
        /// By the numbers in it, one after another: 2021.10.5 before 2021.10.25
        DIGITS
    }

    Order order(Formats formats) {
        if (data.type().isNumber()) {
            return Order.NUMBER;
        }
        return data.type().isTime() && isDigits(formats) ? Order.DIGITS : Order.TEXT;
    }

    private boolean isDigits(Formats formats) {
        return formats.locale().getLanguage().equals("ko")
                && format.map(f -> f.kind() != ValueFormat.Kind.WEEK && f.kind() != ValueFormat.Kind.TEXT)
                        .orElse(true);
    }

    /// What the script sorts a cell by, where its text would sort otherwise; empty where the text will do.
    Optional<String> sortValue(int row, Formats formats) {
        Object value = data.get(row);
        if (value == null) {
            return Optional.empty();
        }
        if (data.type().isNumber()) {
            double number = data.number(row);
            return Double.isNaN(number) || numberReadsItself(number, formats)
                    ? Optional.empty()
                    : Optional.of(Double.toString(number));
        }
        boolean needsDay = data.type().isTime() && order(formats) == Order.TEXT;
        return needsDay
                ? Optional.of(value instanceof LocalDate d ? d.toString() : value.toString())
                : Optional.empty();
    }

    private boolean numberReadsItself(double value, Formats formats) {
        boolean shortened = format.map(
                        f -> f.kind() == ValueFormat.Kind.COMPACT || f.kind() == ValueFormat.Kind.MONEY_COMPACT)
                .orElse(false);
        String language = formats.locale().getLanguage();
        return !shortened && Math.abs(value) < 1e40 && (language.equals("ko") || language.equals("en"));
    }

    boolean isNumber() {
        return data.type().isNumber();
    }

    /// Whether a sum of the values means something: counts and amounts, not codes and not shares.
    boolean isSummable() {
        return isNumber()
                && format.map(f -> f.kind() != ValueFormat.Kind.TEXT && f.kind() != ValueFormat.Kind.PERCENT)
                        .orElse(true)
                && data.type() != ColumnType.BOOLEAN;
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Takes columns of a type that a chart can draw, and says what is wrong with others.
record ColumnCheck(Frame frame, DrawContext context) {
    /// The column, if it holds numbers. `line 'weekly' draws y: channel, which is text`
    Optional<Column> numbers(String key, ColumnRef ref) {
        return take(key, ref, ColumnType::isNumber, "columns that are numbers");
    }

    Optional<Column> numbersOrTimes(String key, ColumnRef ref) {
        return take(key, ref, t -> t.isNumber() || t.isTime(), "columns that are numbers, days or moments");
    }

    private Optional<Column> take(String key, ColumnRef ref, Predicate<ColumnType> accepts, String offered) {
        Column column = frame.column(ref.name());
        // A column of nothing but nulls may be of any type.
        if (accepts.test(column.type()) || column.values().stream().allMatch(v -> v == null)) {
            return Optional.of(column);
        }
        List<String> fitting = frame.columns().stream()
                .filter(c -> accepts.test(c.type()))
                .map(Column::name)
                .toList();
        context.problems()
                .add(
                        ProblemCode.WRONG_COLUMN_TYPE,
                        ref.span(),
                        context.owner() + " draws " + key + ": " + ref.name() + ", which is " + said(column.type()),
                        fitting.isEmpty()
                                ? "There are no " + offered + "; cast one in the query"
                                : offered + ": " + String.join(", ", fitting));
        return Optional.empty();
    }

    private static String said(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case INTEGER, BIG_INTEGER, DECIMAL, DOUBLE -> "a number";
            case TEXT -> "text";
            case DATE -> "a date";
            case TIME -> "a time of day";
            case TIMESTAMP, INSTANT -> "a moment";
            case JSON -> "JSON";
            case LIST -> "a list";
            case STRUCT -> "a structure";
            case BINARY -> "binary";
            case OTHER -> "neither number, text nor time";
        };
    }
}

package io.broadsheet.engine.frame;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named column of values of one type. Immutable.
public final class Column {
    private final String name;
    private final ColumnType type;
    private final @Nullable Object[] values;

    private Column(String name, ColumnType type, @Nullable Object[] values) {
        this.name = name;
        this.type = type;
        this.values = values;
    }

    public static Column of(String name, ColumnType type, @Nullable Object... values) {
        return new Column(name, type, Arrays.copyOf(values, values.length));
    }

    public static Column of(String name, ColumnType type, List<? extends @Nullable Object> values) {
        return new Column(name, type, values.toArray());
    }

    public String name() {
        return name;
    }

    public ColumnType type() {
        return type;
    }

    public int size() {
        return values.length;
    }

    public @Nullable Object get(int row) {
        return values[row];
    }

    public boolean isNull(int row) {
        return values[row] == null;
    }

    /// The value as a double; NaN where it is null or not a number.
    public double number(int row) {
        return values[row] instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /// The values in row order, unmodifiable; nulls are null.
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}

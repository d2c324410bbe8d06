package io.broadsheet.engine.frame;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The result of a query: named columns of one length. Immutable. Names are unique without regard to case, as in SQL.
public final class Frame {
    private static final Frame EMPTY = new Frame(List.of(), 0);

    private final List<Column> columns;
    private final int rowCount;

    private Frame(List<Column> columns, int rowCount) {
        this.columns = columns;
        this.rowCount = rowCount;
    }

    public static Frame of(Column... columns) {
        return of(List.of(columns));
    }

    public static Frame of(List<Column> columns) {
        int rows = columns.isEmpty() ? 0 : columns.getFirst().size();
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " has " + column.size() + " rows, not " + rows);
            }
            if (!names.add(column.name().toLowerCase(java.util.Locale.ROOT))) {
                throw new IllegalArgumentException("two columns are named " + column.name());
            }
        }
        return new Frame(List.copyOf(columns), rows);
    }

    public static Frame empty() {
        return EMPTY;
    }

    public List<Column> columns() {
        return columns;
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    public int rowCount() {
        return rowCount;
    }

    public boolean isEmpty() {
        return rowCount == 0;
    }

    /// The column of this name, without regard to case.
    public Optional<Column> find(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }

    /// The column of this name; a bug if there is none.
    public Column column(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no column " + name + " in " + columnNames()));
    }

    @Override
    public String toString() {
        return "Frame" + columns + " x " + rowCount;
    }
}

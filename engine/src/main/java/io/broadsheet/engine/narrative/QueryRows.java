package io.broadsheet.engine.narrative;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A query's result as the narrative sees it: `visits.total` is the first row's column, `for row in visits` goes
/// through the rows.
final class QueryRows implements Iterable<QueryRows.Row> {
    private final String name;
    private final Frame frame;
    private final boolean failed;

    QueryRows(String name, Frame frame) {
        this(name, frame, false);
    }

    private QueryRows(String name, Frame frame, boolean failed) {
        this.name = name;
        this.frame = frame;
        this.failed = failed;
    }

    /// A query that gave nothing because it failed: every column of it is missing.
    static QueryRows failed(String name) {
        return new QueryRows(name, Frame.empty(), true);
    }

    boolean hasFailed() {
        return failed;
    }

    String name() {
        return name;
    }

    int size() {
        return frame.rowCount();
    }

    List<String> columnNames() {
        return frame.columnNames();
    }

    Optional<Column> column(String column) {
        return frame.find(column);
    }

    Row row(int index) {
        return new Row(this, index);
    }

    /// The rows of a loop, counted against the evaluation's budget.
    @Override
    public Iterator<Row> iterator() {
        NarrativeScope scope = NarrativeScope.current();
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < frame.rowCount();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                scope.step();
                return new Row(QueryRows.this, next++);
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }

    /// One row; its columns by name.
    record Row(QueryRows rows, int index) {
        @Nullable
        Object get(Column column) {
            return column.get(index);
        }

        Map<String, @Nullable Object> values() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            rows.frame.columns().forEach(c -> values.put(c.name(), c.get(index)));
            return values;
        }
    }
}

package io.broadsheet.engine.table;

import io.broadsheet.engine.frame.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// In which order a table shows its rows: as they come, or by one column. Rows without a value are last
/// either way.
record RowOrder(Optional<Column> column, boolean descending) {
    static final RowOrder AS_IT_COMES = new RowOrder(Optional.empty(), false);

    List<Integer> rows(int count) {
        List<Integer> rows = IntStream.range(0, count).boxed().toList();
        return column.map(c -> rows.stream().sorted(comparator(c)).toList()).orElse(rows);
    }

    private Comparator<Integer> comparator(Column c) {
        Comparator<Integer> byValue = (a, b) -> compare(c.get(a), c.get(b));
        Comparator<Integer> ordered = descending ? byValue.reversed() : byValue;
        return Comparator.<Integer, Boolean>comparing(row -> isMissing(c.get(row)))
                .thenComparing(ordered);
    }

    private static boolean isMissing(@Nullable Object value) {
        return value == null || (value instanceof Double d && d.isNaN());
    }

    /// Values of a column are of one type; what has no order of its own goes by its text.
    @SuppressWarnings("unchecked")
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return 0;
        }
        boolean ordered = a instanceof Comparable && a.getClass() == b.getClass() && !(a instanceof String);
        return ordered ? ((Comparable<Object>) a).compareTo(b) : a.toString().compareTo(b.toString());
    }
}

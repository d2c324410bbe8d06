package io.broadsheet.engine.table;

import io.broadsheet.engine.frame.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The sum (or the mean) of a column: exact for whole numbers and decimals, in doubles for doubles; null where there is
/// no value.
final class Sum {
    private Sum() {}

    /// The mean of the values that are there; null where there is none.
    static @Nullable Number average(Column column) {
        Number sum = of(column);
        long count = IntStream.range(0, column.size())
                .filter(row -> !Double.isNaN(column.number(row)))
                .count();
        return sum == null || count == 0 ? null : (Number) (sum.doubleValue() / count);
    }

    static @Nullable Number of(Column column) {
        BigDecimal exact = BigDecimal.ZERO;
        double floating = 0;
        boolean any = false;
        boolean anyDouble = false;
        for (int row = 0; row < column.size(); row++) {
            switch (column.get(row)) {
                case Long l -> exact = exact.add(BigDecimal.valueOf(l));
                case Integer i -> exact = exact.add(BigDecimal.valueOf(i));
                case BigInteger i -> exact = exact.add(new BigDecimal(i));
                case BigDecimal d -> exact = exact.add(d);
                case Number n
                when !Double.isNaN(n.doubleValue()) -> {
                    floating += n.doubleValue();
                    anyDouble = true;
                }
                case null, default -> {
                    continue;
                }
            }
            any = true;
        }
        if (!any) {
            return null;
        }
        return anyDouble ? (Number) (floating + exact.doubleValue()) : exact;
    }
}

package io.broadsheet.engine.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// Round numbers along a log axis, exact: powers of ten (each, or every nth), with 2 and 5 between them where the range
/// is short. In a range that not even those cut, multiples of a round step.
///
/// @param from where the axis begins
/// @param to where it ends
/// @param values ascending, two at least
record LogTicks(BigDecimal from, BigDecimal to, List<BigDecimal> values) {
    private static final int[] ONE_TWO_FIVE = {1, 2, 5};
    private static final int[] ONE = {1};
    private static final double SHORT = 1.5;
    private static final double SHORTEST = 0.5;

    LogTicks {
        values = List.copyOf(values);
    }

    /// For an axis that holds `low` and `high`, both over zero.
    static LogTicks around(double low, double high, int wanted) {
        double decades = Math.log10(high) - Math.log10(low);
        if (decades > 0 && decades < SHORTEST) {
            List<BigDecimal> even = NumberTicks.around(low, high, wanted).values();
            if (even.getFirst().signum() > 0) {
                return new LogTicks(even.getFirst(), even.getLast(), even);
            }
        }
        List<BigDecimal> cut = cut(low, high, decades < SHORT ? ONE_TWO_FIVE : ONE);
        int every = decades < SHORT ? 1 : Math.max(1, (int) Math.ceil(decades / wanted));
        List<BigDecimal> kept = new ArrayList<>();
        for (int i = 0; i < cut.size(); i += every) {
            kept.add(cut.get(i));
        }
        return new LogTicks(cut.getFirst(), cut.getLast(), kept);
    }

    /// The first at or before `low`, the last at or after `high`.
    private static List<BigDecimal> cut(double low, double high, int[] leads) {
        BigDecimal least = new BigDecimal(low).round(MathContext.DECIMAL64);
        BigDecimal most = new BigDecimal(high).round(MathContext.DECIMAL64);
        List<BigDecimal> all = new ArrayList<>();
        for (int exponent = exponent(least); all.size() < 2 || all.getLast().compareTo(most) < 0; exponent++) {
            for (int lead : leads) {
                all.add(BigDecimal.valueOf(lead).scaleByPowerOfTen(exponent).stripTrailingZeros());
            }
        }
        int first = 0;
        while (first < all.size() - 2 && all.get(first + 1).compareTo(least) <= 0) {
            first++;
        }
        int last = first + 1;
        while (last < all.size() - 1 && all.get(last).compareTo(most) < 0) {
            last++;
        }
        return all.subList(first, last + 1);
    }

    /// The power of ten at or under a value.
    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }
}

package io.broadsheet.engine.chart;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Round numbers over a range: multiples of 1, 2 or 5 times a power of ten, exact (0.3, not 0.30000000000000004).
///
/// @param step the distance of two neighbours
/// @param values ascending
record NumberTicks(BigDecimal step, List<BigDecimal> values) {
    private static final int MOST = 1_000;

    NumberTicks {
        values = List.copyOf(values);
    }

    /// The ticks between `from` and `to`, about `wanted` of them.
    static NumberTicks within(double from, double to, int wanted) {
        BigDecimal step = step(from, to, wanted);
        return of(step, multiple(from, step, RoundingMode.CEILING), multiple(to, step, RoundingMode.FLOOR));
    }

    /// Ticks that begin at or before `from` and end at or after `to`.
    static NumberTicks around(double from, double to, int wanted) {
        return around(from, to, step(from, to, wanted));
    }

    static NumberTicks around(double from, double to, BigDecimal step) {
        return of(step, multiple(from, step, RoundingMode.FLOOR), multiple(to, step, RoundingMode.CEILING));
    }

    /// The smallest round step that cuts the range into at most `parts`.
    static BigDecimal step(double from, double to, int parts) {
        BigDecimal range = new BigDecimal(to).subtract(new BigDecimal(from));
        if (range.signum() <= 0) {
            return BigDecimal.ONE;
        }
        BigDecimal raw = range.divide(BigDecimal.valueOf(parts), MathContext.DECIMAL64);
        int exponent = raw.precision() - raw.scale() - 1;
        double lead = raw.movePointLeft(exponent).doubleValue();
        long round = lead <= 1 + 1e-9 ? 1 : lead <= 2 + 1e-9 ? 2 : lead <= 5 + 1e-9 ? 5 : 10;
        return BigDecimal.valueOf(round).scaleByPowerOfTen(exponent).stripTrailingZeros();
    }

    private static BigInteger multiple(double value, BigDecimal step, RoundingMode rounding) {
        return new BigDecimal(value).divide(step, 0, rounding).toBigInteger();
    }

    private static NumberTicks of(BigDecimal step, BigInteger first, BigInteger last) {
        List<BigDecimal> values = new ArrayList<>();
        for (BigInteger i = first; i.compareTo(last) <= 0 && values.size() < MOST; i = i.add(BigInteger.ONE)) {
            values.add(step.multiply(new BigDecimal(i)).stripTrailingZeros());
        }
        return new NumberTicks(step, values);
    }

    double first() {
        return finite(values.getFirst());
    }

    double last() {
        return finite(values.getLast());
    }

    static double finite(BigDecimal value) {
        return Math.clamp(value.doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}

package io.broadsheet.engine.chart;

import java.math.BigDecimal;
import java.util.List;

/// Counts of values between round edges.
///
/// @param edges one more than the counts, ascending
record Bins(List<BigDecimal> edges, List<Integer> counts) {
    Bins {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
    }

    /// About `wanted` bins, never more; their edges are multiples of 1, 2 or 5 times a power of ten. A value on an edge
    /// counts in the bin that begins there.
    static Bins of(double[] values, int wanted) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (double v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
            whole &= v == Math.rint(v);
        }
        BigDecimal step = NumberTicks.step(low, high, wanted);
        NumberTicks edges = NumberTicks.around(low, high, whole ? step.max(BigDecimal.ONE) : step);
        List<BigDecimal> all = edges.values();
        BigDecimal last = all.getLast();
        // The highest value needs a bin that begins at or before it and ends after it.
        if (last.compareTo(new BigDecimal(high)) <= 0) {
            all = new java.util.ArrayList<>(all);
            all.add(last.add(edges.step()));
        }
        return new Bins(all, counts(all, values));
    }

    /// Other values between the same edges.
    Bins counting(double[] values) {
        return new Bins(edges, counts(edges, values));
    }

    private static List<Integer> counts(List<BigDecimal> edges, double[] values) {
        Integer[] counts = new Integer[edges.size() - 1];
        java.util.Arrays.fill(counts, 0);
        double[] starts = edges.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        for (double v : values) {
            int at = java.util.Arrays.binarySearch(starts, v);
            counts[Math.clamp(at >= 0 ? at : -at - 2, 0, counts.length - 1)]++;
        }
        return List.of(counts);
    }

    /// A bin for each doubling and three more (Rice's rule is twice the cube root): enough for a shape, few for noise.
    static int wanted(int values) {
        return Math.clamp((int) Math.ceil(2 * Math.cbrt(values)), 5, 40);
    }
}

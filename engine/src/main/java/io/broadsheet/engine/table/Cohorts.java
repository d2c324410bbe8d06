package io.broadsheet.engine.table;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A long table (one row per cohort and offset) as cohorts with their rates by offset.
///
/// @param list in the order of their dates, or as they come where cohorts have no order
/// @param duplicates pairs of rows, from 1, that speak of one cohort and offset
/// @param badOffsets rows, from 1, whose offset is no whole number from 0 on
/// @param badRates rows, from 1, whose rate is below 0 or above 1
record Cohorts(List<Cohort> list, List<int[]> duplicates, List<Integer> badOffsets, List<Integer> badRates) {
    /// A little over 1, for what rounding does.
    private static final double MOST = 1.000_001;

    private static final int MOST_OFFSET = 100_000;

    /// One cohort.
    ///
    /// @param key what the query calls it
    /// @param size how many began; empty where the query doesn't say
    /// @param cells by offset
    record Cohort(@Nullable Object key, Optional<Number> size, Map<Integer, Cell> cells) {
        OptionalDouble rate(int offset) {
            Cell cell = cells.get(offset);
            return cell == null || Double.isNaN(cell.rate()) ? OptionalDouble.empty() : OptionalDouble.of(cell.rate());
        }

        /// The greatest offset that has a rate; -1 for none.
        int last() {
            int last = -1;
            for (Map.Entry<Integer, Cell> cell : cells.entrySet()) {
                if (!Double.isNaN(cell.getValue().rate())) {
                    last = Math.max(last, cell.getKey());
                }
            }
            return last;
        }
    }

    /// @param rate NaN where missing
    /// @param row in the frame, from 0
    record Cell(double rate, int row) {}

    static Cohorts of(Frame frame, Column cohort, Optional<Column> size, Column offset, Column rate) {
        Map<Optional<Object>, Cohort> byKey = new java.util.LinkedHashMap<>();
        List<int[]> duplicates = new ArrayList<>();
        List<Integer> badOffsets = new ArrayList<>();
        List<Integer> badRates = new ArrayList<>();
        Map<Optional<Object>, Number> sizes = new HashMap<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            Optional<Object> key = Optional.ofNullable(cohort.get(row));
            if (size.isPresent() && size.get().get(row) instanceof Number n && Double.isFinite(n.doubleValue())) {
                sizes.putIfAbsent(key, n);
            }
            Map<Integer, Cell> cells = byKey.computeIfAbsent(
                            key, k -> new Cohort(k.orElse(null), Optional.empty(), new TreeMap<>()))
                    .cells();
            if (offset.isNull(row)) {
                continue;
            }
            double at = offset.number(row);
            if (at != Math.rint(at) || at < 0 || at > MOST_OFFSET) {
                badOffsets.add(row + 1);
                continue;
            }
            double share = rate.number(row);
            if (share < 0 || share > MOST) {
                badRates.add(row + 1);
            }
            Cell before = cells.putIfAbsent((int) at, new Cell(share, row));
            if (before != null) {
                duplicates.add(new int[] {before.row() + 1, row + 1});
            }
        }
        List<Cohort> list = new ArrayList<>();
        byKey.forEach((key, c) -> list.add(new Cohort(c.key(), Optional.ofNullable(sizes.get(key)), c.cells())));
        list.sort(BY_KEY);
        return new Cohorts(List.copyOf(list), duplicates, badOffsets, badRates);
    }

    /// Days and numbers in order, text as it comes, the missing key last.
    private static final Comparator<Cohort> BY_KEY =
            Comparator.comparing((Cohort c) -> c.key() == null).thenComparing(Cohorts::compareKeys);

    private static int compareKeys(Cohort a, Cohort b) {
        return a.key() instanceof String ? 0 : RowOrder.compare(a.key(), b.key());
    }

    /// The first offset to show. Offset 0 says nothing where all of a cohort are there by definition.
    int firstOffset() {
        boolean zeroSays =
                list.stream().anyMatch(c -> c.rate(0).isPresent() && c.rate(0).getAsDouble() < 0.999_999);
        if (zeroSays) {
            return 0;
        }
        return list.stream()
                .flatMap(c -> c.cells().keySet().stream())
                .mapToInt(Integer::intValue)
                .filter(o -> o > 0)
                .min()
                .orElse(1);
    }

    /// The last offset to show; less than the first one where there is no rate at all.
    int lastOffset() {
        return list.stream().mapToInt(Cohort::last).max().orElse(-1);
    }

    boolean hasSizes() {
        return list.stream().anyMatch(c -> c.size().isPresent());
    }

    /// The rate at an offset over the cohorts that have reached it, each counting by its size (all the same
    /// where the query gives no sizes); NaN where none has.
    double average(int offset) {
        boolean weighted = hasSizes();
        double sum = 0;
        double weights = 0;
        for (Cohort cohort : list) {
            OptionalDouble rate = cohort.rate(offset);
            double weight = weighted ? cohort.size().map(Number::doubleValue).orElse(0.0) : 1;
            if (rate.isPresent() && weight > 0) {
                sum += rate.getAsDouble() * weight;
                weights += weight;
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }
}

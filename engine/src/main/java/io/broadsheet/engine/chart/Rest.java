package io.broadsheet.engine.chart;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Keeps the first places or the largest series and adds up the rest as one more, which stands last. What the data
/// itself calls by the rest's name belongs to the rest.
///
/// @param name of the rest; empty to leave it out
record Rest(String name) {
    /// The first `most` places, then the rest as a place of its own.
    XyData ofPlaces(XyData data, int most) {
        List<String> names = data.places().names();
        if (names.size() <= most) {
            return data;
        }
        List<Integer> kept = IntStream.range(0, names.size())
                .filter(i -> !isRest(names.get(i)))
                .limit(most)
                .boxed()
                .toList();
        XyData cut = data.at(kept);
        if (name.isEmpty()) {
            return cut;
        }
        List<Integer> left = IntStream.range(0, names.size())
                .filter(i -> !kept.contains(i))
                .boxed()
                .toList();
        List<String> shown = new ArrayList<>(cut.places().names());
        shown.add(name);
        List<Series> series = data.series().stream()
                .map(s -> {
                    List<@Nullable Number> values =
                            new ArrayList<>(s.atPlaces(kept).values());
                    values.add(sum(s.atPlaces(left).values()));
                    return s.with(values);
                })
                .toList();
        return data.with(new Places.Categories(shown), series);
    }

    /// The `most` largest series in their own order, then the rest as a series of its own.
    XyData ofSeries(XyData data, int most) {
        List<String> names = data.slots();
        if (names.size() <= most) {
            return data;
        }
        double[] totals = new double[names.size()];
        data.series().forEach(s -> totals[s.slot()] += s.total());
        List<Integer> kept = IntStream.range(0, names.size())
                .boxed()
                .filter(i -> !isRest(names.get(i)))
                .sorted(Comparator.comparingDouble((Integer i) -> totals[i])
                        .reversed()
                        .thenComparing(i -> i))
                .limit(most)
                .sorted()
                .toList();
        List<Series> series = new ArrayList<>();
        List<String> facets =
                data.series().stream().map(Series::facet).distinct().toList();
        for (String facet : facets) {
            List<Series> own =
                    data.series().stream().filter(s -> s.facet().equals(facet)).toList();
            for (Series s : own) {
                if (kept.contains(s.slot())) {
                    series.add(new Series(s.name(), kept.indexOf(s.slot()), s.values(), facet));
                }
            }
            List<Series> left =
                    own.stream().filter(s -> !kept.contains(s.slot())).toList();
            if (!name.isEmpty() && !left.isEmpty()) {
                series.add(
                        new Series(name, kept.size(), sums(left, data.places().size()), facet));
            }
        }
        return data.with(data.places(), series);
    }

    private boolean isRest(String other) {
        return !name.isEmpty() && other.equals(name);
    }

    private static List<@Nullable Number> sums(List<Series> series, int places) {
        List<@Nullable Number> sums = new ArrayList<>(Collections.nCopies(places, null));
        for (int i = 0; i < places; i++) {
            int place = i;
            List<@Nullable Number> values = new ArrayList<>();
            series.forEach(s -> values.add(s.has(place) ? s.values().get(place) : null));
            sums.set(i, sum(values));
        }
        return sums;
    }

    /// Exact for whole numbers and decimals; null where there is nothing to add.
    static @Nullable Number sum(List<@Nullable Number> values) {
        Number sum = null;
        for (Number value : values) {
            if (value != null && Double.isFinite(value.doubleValue())) {
                sum = sum == null ? value : add(sum, value);
            }
        }
        return sum;
    }

    private static Number add(Number a, Number b) {
        Optional<BigDecimal> exactA = exact(a);
        Optional<BigDecimal> exactB = exact(b);
        return exactA.isPresent() && exactB.isPresent()
                ? exactA.get().add(exactB.get())
                : (Number) (a.doubleValue() + b.doubleValue());
    }

    private static Optional<BigDecimal> exact(Number number) {
        return switch (number) {
            case BigDecimal d -> Optional.of(d);
            case BigInteger i -> Optional.of(new BigDecimal(i));
            case Double d -> Optional.empty();
            case Float f -> Optional.empty();
            default -> Optional.of(BigDecimal.valueOf(number.longValue()));
        };
    }
}

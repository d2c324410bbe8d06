package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The values of one line, colour or group, one for each place along x.
///
/// @param slot its turn among the series: its colour
/// @param values as the query gave them; null where there is none
/// @param facet the small chart that it stands in; empty where there is one chart
record Series(String name, int slot, List<@Nullable Number> values, String facet) {
    Series {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    Series(String name, int slot, List<@Nullable Number> values) {
        this(name, slot, values, "");
    }

    /// The value, or NaN for a gap: nothing there, or nothing finite.
    double at(int place) {
        Number value = values.get(place);
        double number = value == null ? Double.NaN : value.doubleValue();
        return Double.isFinite(number) ? number + 0.0 : Double.NaN;
    }

    boolean has(int place) {
        return !Double.isNaN(at(place));
    }

    /// The last place with a value, or -1.
    int last() {
        return IntStream.iterate(values.size() - 1, i -> i >= 0, i -> i - 1)
                .filter(this::has)
                .findFirst()
                .orElse(-1);
    }

    double total() {
        return IntStream.range(0, values.size())
                .mapToDouble(this::at)
                .filter(v -> !Double.isNaN(v))
                .sum();
    }

    Series atPlaces(List<Integer> places) {
        List<@Nullable Number> kept = new ArrayList<>();
        places.forEach(i -> kept.add(values.get(i)));
        return with(kept);
    }

    Series with(List<@Nullable Number> newValues) {
        return new Series(name, slot, newValues, facet);
    }
}

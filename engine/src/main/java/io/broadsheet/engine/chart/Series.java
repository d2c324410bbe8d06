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
record Series(String name, int slot, List<@Nullable Number> values) {
    Series {
        values = Collections.unmodifiableList(new ArrayList<>(values));
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

    Series atPlaces(List<Integer> places) {
        List<@Nullable Number> kept = new ArrayList<>();
        places.forEach(i -> kept.add(values.get(i)));
        return new Series(name, slot, kept);
    }
}

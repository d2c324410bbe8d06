package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// What is drawn over the data, found on its axis: earlier values, references, bands and notes.
record Overlays(Optional<Ghost> ghost, List<Level> levels, List<Band> bands, List<Note> notes) {
    static final Overlays NONE = new Overlays(Optional.empty(), List.of(), List.of(), List.of());

    /// What the values were one period before.
    ///
    /// @param values by the slot of their series and by place; NaN where there is none
    record Ghost(String label, List<double[]> values) {
        /// The last one of the first series.
        double last() {
            double last = Double.NaN;
            for (double value : values.getFirst()) {
                last = Double.isNaN(value) ? last : value;
            }
            return last;
        }

        double at(Series series, int place) {
            return series.slot() < values.size() ? values.get(series.slot())[place] : Double.NaN;
        }
    }

    /// A value to measure against.
    ///
    /// @param values one for each place, NaN where there is none
    /// @param varies whether they differ
    /// @param target whether it is to be reached, and not only to measure against
    record Level(String label, List<Double> values, boolean varies, boolean target) {
        public Level {
            values = List.copyOf(values);
        }

        double last() {
            return values.reversed().stream()
                    .filter(v -> !v.isNaN())
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /// A stretch of places, both ends in it; fractions lie between places.
    ///
    /// @param line where it stands as the author wrote it, if it is an upright line; empty for a stretch
    record Band(double from, double to, String label, String line) {
        Band(double from, double to, String label) {
            this(from, to, label, "");
        }

        boolean isLine() {
            return !line.isEmpty();
        }

        boolean covers(int place) {
            return place >= from - 1e-9 && place <= to + 1e-9;
        }
    }

    /// @param y how high; empty for the value there
    /// @param slot of the series that is spoken of; -1 for the highest there
    record Note(int place, Optional<Double> y, int slot, String text) {
        double at(XyData data, boolean stacked) {
            if (y.isPresent()) {
                return y.get();
            }
            double highest = Double.NaN;
            double sum = 0;
            for (Series s : data.series()) {
                if (s.has(place)) {
                    sum += Math.max(0, s.at(place));
                    boolean named = s.slot() == slot;
                    highest = named || Double.isNaN(highest) ? s.at(place) : Math.max(highest, s.at(place));
                    if (named) {
                        return stacked ? sum : highest;
                    }
                }
            }
            return stacked ? sum : highest;
        }
    }

    boolean isEmpty() {
        return ghost.isEmpty() && levels.isEmpty() && bands.isEmpty() && notes.isEmpty();
    }

    /// Whether something stands where values would be written beside their marks.
    boolean needAxis() {
        return ghost.isPresent() || !levels.isEmpty() || !notes.isEmpty();
    }

    /// The values of the data with those that an axis must reach as well.
    DoubleStream widened(DoubleStream values) {
        DoubleStream levelValues =
                levels.stream().flatMap(l -> l.values().stream()).mapToDouble(v -> v);
        DoubleStream ghostValues =
                ghost.stream().flatMap(g -> g.values().stream()).flatMapToDouble(DoubleStream::of);
        DoubleStream noteValues = notes.stream().flatMap(n -> n.y().stream()).mapToDouble(d -> d);
        DoubleStream all = DoubleStream.concat(DoubleStream.concat(levelValues, ghostValues), noteValues);
        return DoubleStream.concat(values, all.filter(Double::isFinite));
    }

    /// What is to be known of one place besides its values, a line each.
    List<String> said(int place, ValueText text) {
        List<String> lines = new ArrayList<>();
        for (Level level : levels) {
            Double value = level.values().get(place);
            if (!value.isNaN()) {
                lines.add(level.label() + " " + text.exact(value));
            }
        }
        bands.stream().filter(b -> b.covers(place) && !b.label().isEmpty()).forEach(b -> lines.add(b.label()));
        notes.stream().filter(n -> n.place() == place).forEach(n -> lines.add(n.text()));
        return lines;
    }

    /// What dashes (or the strokes across bars) are, for the caption: lines have it at their end where there is one.
    String caption(boolean several, boolean bars, Words words) {
        if (ghost.isEmpty() || !(several || bars)) {
            return "";
        }
        return words.say(
                bars ? "chart.previous.bars" : "chart.previous.lines",
                ghost.get().label());
    }
}

package io.broadsheet.engine.chart;

import java.util.List;

/// A value with its label, which may have several lines.
record Tick(double value, List<String> lines) {
    Tick {
        lines = List.copyOf(lines);
    }

    static Tick of(double value, String label) {
        return new Tick(value, List.of(label));
    }

    double labelWidth() {
        return TextWidth.widest(lines);
    }

    /// Whether labels of ascending ticks stand at least `apart` from middle to middle, and don't touch.
    static boolean fit(List<Tick> ticks, LinearScale scale, double apart) {
        for (int i = 1; i < ticks.size(); i++) {
            double distance =
                    scale.at(ticks.get(i).value()) - scale.at(ticks.get(i - 1).value());
            double needed = (ticks.get(i).labelWidth() + ticks.get(i - 1).labelWidth()) / 2 + 10;
            if (distance < Math.max(apart, needed)) {
                return false;
            }
        }
        return true;
    }
}

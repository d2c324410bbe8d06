package io.broadsheet.engine.chart;

import java.util.List;

/// A value with its label, which may have several lines.
record Tick(double value, List<String> lines) {
    private static final double GAP = 10;
    private static final double EDGE = 2;

    Tick {
        lines = List.copyOf(lines);
    }

    static Tick of(double value, String label) {
        return new Tick(value, List.of(label));
    }

    double labelWidth() {
        return TextWidth.widest(lines);
    }

    /// Where the label's middle goes: under the value, or as near as a sheet of this width lets it be whole.
    double labelX(Scale scale, double sheetWidth) {
        double half = labelWidth() / 2 + EDGE;
        double x = scale.at(value);
        return 2 * half < sheetWidth ? Math.clamp(x, half, sheetWidth - half) : x;
    }

    /// Whether ascending ticks stand at least `apart`, and their labels don't touch.
    static boolean fit(List<Tick> ticks, Scale scale, double apart, double sheetWidth) {
        for (int i = 1; i < ticks.size(); i++) {
            Tick before = ticks.get(i - 1);
            Tick after = ticks.get(i);
            double needed = (before.labelWidth() + after.labelWidth()) / 2 + GAP;
            if (scale.at(after.value()) - scale.at(before.value()) < apart
                    || after.labelX(scale, sheetWidth) - before.labelX(scale, sheetWidth) < needed) {
                return false;
            }
        }
        return true;
    }
}

package io.broadsheet.engine.table;

/// A value's place between two ends as one of twelve shades: the classes `s1` (8 % of the theme's `--heat`)
/// to `s12` (92 %). Twelve classes instead of a style per cell keep a page small.
record Shade(double low, double high) {
    static final int LEVELS = 12;

    /// From zero to the greatest value; from the least where there are values below zero.
    static Shade over(double[] values) {
        double low = 0;
        double high = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new Shade(low, high);
    }

    /// The class; empty for what is no number, and where all values are zero.
    String cssClass(double value) {
        if (!Double.isFinite(value) || !(high > low)) {
            return "";
        }
        // Halves, so that the difference of two huge values stays finite.
        double place = (value / 2 - low / 2) / (high / 2 - low / 2);
        return "s" + (1 + (int) Math.round(Math.clamp(place, 0, 1) * (LEVELS - 1)));
    }
}

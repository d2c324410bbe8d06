package io.broadsheet.engine.chart;

/// Maps a range of values over zero to a range of pixels: equal factors are equal distances.
record LogScale(double from, double to, double start, double end) implements Scale {
    @Override
    public double at(double value) {
        double range = Math.log10(to) - Math.log10(from);
        if (range <= 0) {
            return (start + end) / 2;
        }
        double log = Math.log10(Math.max(value, Double.MIN_VALUE));
        return start + Math.clamp((log - Math.log10(from)) / range, 0.0, 1.0) * (end - start);
    }
}

package io.broadsheet.engine.chart;

/// Maps a range of values to a range of pixels. A range of one value maps to the middle. What lies outside is held at
/// the nearer end, so that no mark leaves the drawing. Works for all finite doubles: it halves before it subtracts.
record LinearScale(double from, double to, double start, double end) implements Scale {
    @Override
    public double at(double value) {
        double range = to / 2 - from / 2;
        if (range == 0) {
            return (start + end) / 2;
        }
        double part = Math.clamp((value / 2 - from / 2) / range, 0.0, 1.0);
        return start + part * (end - start);
    }
}

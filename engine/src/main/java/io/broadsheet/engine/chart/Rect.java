package io.broadsheet.engine.chart;

/// A rectangle that something takes up, in the drawing's pixels.
record Rect(double left, double top, double right, double bottom) {
    boolean overlaps(Rect other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean isWithin(Plot plot) {
        return left >= plot.left() && right <= plot.right() && top >= plot.top() && bottom <= plot.bottom();
    }

    /// Whether a straight line goes through it (Liang and Barsky).
    boolean crosses(Mark.Spot a, Mark.Spot b) {
        double[] range = {0, 1};
        return cut(a.x() - b.x(), a.x() - left, range)
                && cut(b.x() - a.x(), right - a.x(), range)
                && cut(a.y() - b.y(), a.y() - top, range)
                && cut(b.y() - a.y(), bottom - a.y(), range);
    }

    private static boolean cut(double p, double q, double[] range) {
        if (p == 0) {
            return q >= 0;
        }
        double r = q / p;
        if (p < 0) {
            range[0] = Math.max(range[0], r);
        } else {
            range[1] = Math.min(range[1], r);
        }
        return range[0] <= range[1];
    }
}

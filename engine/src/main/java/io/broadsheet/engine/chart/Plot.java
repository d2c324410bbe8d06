package io.broadsheet.engine.chart;

/// The rectangle that data is drawn in.
record Plot(double left, double top, double right, double bottom) {
    /// Half a line of text, so that the top tick's label is whole.
    static final double TOP = 9;

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }
}

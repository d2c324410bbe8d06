package io.broadsheet.engine.chart;

/// What a drawing is made for. Every chart is laid out twice, for the width of a page and for that of a phone, and the
/// page's style shows one of them (see docs/adr/0002-charts-on-a-phone.md).
enum Sheet {
    WIDE(832),
    NARROW(358);

    /// Past so many marks a tooltip for each would weigh more than the page.
    static final int MOST_TOOLTIPS = 600;

    private final double width;

    Sheet(double width) {
        this.width = width;
    }

    double width() {
        return width;
    }

    boolean isNarrow() {
        return this == NARROW;
    }

    /// More marks than this are too small for a finger, and too heavy to be told apart on a phone's drawing.
    static final int MOST_TOUCHED = 60;

    /// Whether marks have tooltips.
    boolean hasTooltips(int count) {
        return count <= (isNarrow() ? MOST_TOUCHED : MOST_TOOLTIPS);
    }

    /// Half the space for the phone is too little for shapes, all of it too much for a screen.
    double height(int wideHeight) {
        return isNarrow() ? Math.round(wideHeight * 0.85) : wideHeight;
    }
}

package io.broadsheet.engine.chart;

/// What a drawing is made for. Every chart is laid out twice, for the width of a page and for that of a phone, and the
/// page's style shows one of them (see docs/adr/0002-charts-on-a-phone.md).
///
/// @param tooltips whether marks may have them: a phone shows none, so its drawing doesn't carry them
record Sheet(double width, boolean isNarrow, boolean tooltips) {
    static final Sheet WIDE = new Sheet(832, false, true);
    static final Sheet NARROW = new Sheet(358, true, false);

    /// Past so many marks a tooltip for each would weigh more than the page.
    static final int MOST_TOOLTIPS = 600;

    /// A part of this sheet for a small chart: as tight as a phone's.
    ///
    /// @param marks of all small charts together
    Sheet panel(double panelWidth, int marks) {
        return new Sheet(panelWidth, true, hasTooltips(marks));
    }

    /// Whether so many marks have tooltips.
    boolean hasTooltips(int count) {
        return tooltips && count <= MOST_TOOLTIPS;
    }

    /// Half the space for the phone is too little for shapes, all of it too much for a screen.
    double height(int wideHeight) {
        return isNarrow ? Math.round(wideHeight * 0.85) : wideHeight;
    }
}

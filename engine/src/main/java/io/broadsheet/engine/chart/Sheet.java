package io.broadsheet.engine.chart;

/// What a drawing is made for. Every chart is laid out twice, for the width of a page and for that of a phone, and the
/// page's style shows one of them (see docs/adr/0002-charts-on-a-phone.md).
///
/// @param mostTooltips past so many marks none has a tooltip
record Sheet(double width, boolean isNarrow, int mostTooltips) {
    /// Past this a tooltip for each mark would weigh more than the page.
    static final int MOST_TOOLTIPS = 600;

    /// More marks than this are too small for a finger, and too heavy to be told apart on a phone's drawing.
    static final int MOST_TOUCHED = 60;

    static final Sheet WIDE = new Sheet(832, false, MOST_TOOLTIPS);
    static final Sheet NARROW = new Sheet(358, true, MOST_TOUCHED);

    /// A part of this sheet for a small chart: as tight as a phone's.
    ///
    /// @param marks of all small charts together
    Sheet panel(double panelWidth, int marks) {
        return new Sheet(panelWidth, true, hasTooltips(marks) ? mostTooltips : 0);
    }

    /// Whether so many marks have tooltips.
    boolean hasTooltips(int count) {
        return count <= mostTooltips;
    }

    /// Half the space for the phone is too little for shapes, all of it too much for a screen.
    double height(int wideHeight) {
        return isNarrow ? Math.round(wideHeight * 0.85) : wideHeight;
    }
}

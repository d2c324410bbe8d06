package io.broadsheet.engine.chart;

/// What tells groups of dots apart besides their colour. All are seen as equally large.
enum DotShape {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND,
    UPSIDE_DOWN,
    CROSS;

    private static final DotShape[] ALL = values();

    /// The shape of a group; they come again after the last.
    static DotShape of(int group) {
        return ALL[group % ALL.length];
    }
}

package io.broadsheet.engine.component;

/// How much one component may draw.
///
/// @param tableRows rows of a `table`; more is a problem [#DEFAULT_TABLE_ROWS]
/// @param chartPoints points of a chart [#DEFAULT_CHART_POINTS]
/// @param series lines, colours or groups of a chart [#DEFAULT_SERIES]
/// @param cellLength characters of one cell; more is cut with an ellipsis [#DEFAULT_CELL_LENGTH]
public record ComponentLimits(int tableRows, int chartPoints, int series, int cellLength) {
    public static final int DEFAULT_TABLE_ROWS = 2_000;
    public static final int DEFAULT_CHART_POINTS = 5_000;
    public static final int DEFAULT_SERIES = 40;
    public static final int DEFAULT_CELL_LENGTH = 2_000;

    public static final ComponentLimits DEFAULT =
            new ComponentLimits(DEFAULT_TABLE_ROWS, DEFAULT_CHART_POINTS, DEFAULT_SERIES, DEFAULT_CELL_LENGTH);
}

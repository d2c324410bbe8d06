package io.broadsheet.engine.chart;

import io.broadsheet.engine.html.Html;
import java.util.ArrayList;
import java.util.List;

/// Lying bars as one drawing, or as small ones whose values share a scale.
record LyingPanels(XyPanels panels, boolean stack) {
    private static final int MOST_COLUMNS = 3;

    Html draw() {
        if (panels.figure().options().has(DataKeys.FACET)) {
            return panels.small(this::grid);
        }
        return panels.draw(sheet -> {
            XyData data = panels.data();
            return bars(data, BarPiece.of(data, stack), sheet)
                    .paint(panels.figure().options().find(ChartKeys.HEIGHT));
        });
    }

    private LyingBars bars(XyData data, List<BarPiece> range, Sheet sheet) {
        int lanes = stack ? 1 : data.series().size();
        return new LyingBars(
                data, BarPiece.of(data, stack), range, lanes, panels.figure().valueText(), sheet);
    }

    private Drawing grid(Sheet sheet) {
        List<XyData> facets = List.copyOf(panels.data().facets().values());
        List<BarPiece> range = new ArrayList<>();
        facets.forEach(f -> range.addAll(BarPiece.of(f, stack)));
        boolean free = panels.figure().options().get(DataKeys.FACET_Y) == DataKeys.FacetY.FREE;
        FacetGrid grid = new FacetGrid(
                sheet,
                panels.figure().options(),
                List.copyOf(panels.data().facets().keySet()),
                panels.data().valueCount(),
                MOST_COLUMNS);
        return grid.paint(panels.legend(sheet), 0, (i, panelSheet, panel) -> {
            XyData own = facets.get(i);
            return bars(own, free ? BarPiece.of(own, stack) : range, panelSheet).paintSmall();
        });
    }
}

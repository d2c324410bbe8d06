package io.broadsheet.engine.chart;

import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/// Lying bars as one drawing, or as small ones whose values share a scale.
record LyingPanels(XyPanels panels, boolean stack) {
    private static final int MOST_COLUMNS = 3;

    Html draw() {
        refuse(OverlayKeys.BANDS);
        refuse(OverlayKeys.NOTES);
        if (panels.figure().options().has(DataKeys.FACET)) {
            List.of(OverlayKeys.PREVIOUS, OverlayKeys.TARGET, OverlayKeys.LINES).forEach(this::refuse);
            return panels.small(this::grid);
        }
        XyData data = panels.data();
        Overlays overlays = panels.overlays(panels.frame(), data);
        Overlays kept = new Overlays(overlays.ghost(), overlays.levels(), List.of(), List.of());
        String said = kept.ghost()
                .map(g -> panels.context().words().say("chart.previous.lying", g.label()))
                .orElse("");
        return panels.draw(
                kept,
                said,
                sheet -> bars(data, BarPiece.of(data, stack), sheet, kept)
                        .paint(panels.figure().options().find(ChartKeys.HEIGHT)));
    }

    private void refuse(Key<?> key) {
        if (panels.options().has(key)) {
            panels.context()
                    .problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            panels.options().span(key),
                            panels.context().owner() + " lies, and has no place for " + key.name(),
                            "Leave `" + key.name() + "` out, or let the bars stand");
        }
    }

    private LyingBars bars(XyData data, List<BarPiece> range, Sheet sheet, Overlays overlays) {
        int lanes = stack ? 1 : data.series().size();
        return new LyingBars(
                data, BarPiece.of(data, stack), range, lanes, panels.figure().valueText(), sheet, overlays);
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
        return grid.paint(panels.legend(sheet, true), 0, (i, panelSheet, panel) -> {
            XyData own = facets.get(i);
            return bars(own, free ? BarPiece.of(own, stack) : range, panelSheet, Overlays.NONE)
                    .paintSmall();
        });
    }
}

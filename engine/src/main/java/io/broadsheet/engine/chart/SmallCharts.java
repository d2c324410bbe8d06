package io.broadsheet.engine.chart;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Small charts of values by place and series, with what is drawn over each of them.
///
/// @param axis that all share; none where each has its own
record SmallCharts(
        XyPanels panels, XyPainter painter, List<XyData> data, List<Overlays> overlays, Optional<YAxis> axis) {
    private static final int MOST_COLUMNS = 4;

    static SmallCharts of(XyPanels panels, XyPainter painter) {
        Options options = panels.options();
        Map<String, Frame> rows = rows(panels);
        List<XyData> data = new ArrayList<>();
        List<Overlays> overlays = new ArrayList<>();
        panels.data().facets().forEach((facet, own) -> {
            data.add(own);
            overlays.add(withoutNotes(panels, panels.overlays(rows.getOrDefault(facet, Frame.empty()), own)));
        });
        boolean free = options.get(DataKeys.FACET_Y) == DataKeys.FacetY.FREE;
        YAxis shared = painter.axis(IntStream.range(0, data.size())
                .boxed()
                .flatMapToDouble(i -> painter.extent(data.get(i), overlays.get(i))));
        return new SmallCharts(panels, painter, data, overlays, free ? Optional.empty() : Optional.of(shared));
    }

    /// The rows of each small chart.
    private static Map<String, Frame> rows(XyPanels panels) {
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        boolean over = OverlayKeys.ALL.stream().anyMatch(panels.options()::has);
        Facets facets = new Facets(panels.options(), panels.frame(), panels.context());
        for (int row = 0; over && row < panels.frame().rowCount(); row++) {
            int at = row;
            facets.of(row)
                    .ifPresent(f ->
                            numbers.computeIfAbsent(f, n -> new ArrayList<>()).add(at));
        }
        Map<String, Frame> rows = new LinkedHashMap<>();
        numbers.forEach((facet, own) -> rows.put(
                facet,
                Frame.of(panels.frame().columns().stream()
                        .map(c -> Column.of(
                                c.name(), c.type(), own.stream().map(c::get).toArray()))
                        .toList())));
        return rows;
    }

    private static Overlays withoutNotes(XyPanels panels, Overlays overlays) {
        if (overlays.notes().isEmpty()) {
            return overlays;
        }
        panels.context()
                .problems()
                .add(
                        ProblemCode.BAD_VALUE,
                        panels.options().span(OverlayKeys.NOTES),
                        panels.context().owner() + " writes notes into small charts, which have no room for words",
                        "Draw one chart, or mark what was special with `bands`");
        return new Overlays(overlays.ghost(), overlays.levels(), overlays.bands(), List.of());
    }

    /// What the dashes of all of them are.
    String said() {
        List<String> said = new ArrayList<>();
        for (Overlays own : overlays) {
            own.ghost().ifPresent(g -> said.add(g.label()));
            for (Overlays.Level level : own.levels()) {
                boolean one = !level.varies();
                said.add(one ? level.label() + " " + panels.figure().valueText().brief(level.last()) : level.label());
            }
        }
        List<String> once = said.stream().distinct().toList();
        return once.isEmpty() ? "" : panels.context().words().say("chart.previous.lines", String.join(", ", once));
    }

    Drawing paint(Sheet sheet) {
        XyPanels all = panels;
        List<String> names = List.copyOf(all.data().facets().keySet());
        FacetGrid grid = new FacetGrid(sheet, all.options(), names, all.data().valueCount(), MOST_COLUMNS);
        double labels = axis.map(YAxis::labelWidth).orElse(0.0);
        return grid.paint(all.legend(sheet, painter.stacked()), labels, (i, panelSheet, panel) -> {
            YAxis y = axis.orElseGet(() -> painter.axis(painter.extent(data.get(i), overlays.get(i))));
            XyFrame.Over over = new XyFrame.Over(overlays.get(i), all.figure().valueText(), painter.stacked(), false);
            return painter.paint(
                    data.get(i),
                    y,
                    new XyFrame.Request(
                            panelSheet, all.options(), all.context().formats(), all.bands(), List.of(), over, panel));
        });
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.option.Options;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Draws counts between round edges: in one chart, or in small ones that share the edges.
record HistogramBars(ValueText text, Options options, DrawContext context) {
    private static final double FOOT = 24;
    private static final int MOST_COLUMNS = 4;

    Drawing paint(Bins bins, Sheet sheet) {
        YAxis y = axis(List.of(bins));
        double height = sheet.height(options.find(ChartKeys.HEIGHT).orElse(XyFrame.DEFAULT_HEIGHT));
        Plot plot = new Plot(y.labelWidth(), Plot.TOP, sheet.width() - 14, height - FOOT);
        return new Drawing(sheet.width(), height, marks(bins, y, plot, sheet, Panel.WHOLE));
    }

    Drawing small(Map<String, Bins> facets, Sheet sheet) {
        List<Bins> all = List.copyOf(facets.values());
        boolean free = options.get(DataKeys.FACET_Y) == DataKeys.FacetY.FREE;
        YAxis shared = axis(all);
        int bars = all.size() * all.getFirst().counts().size();
        FacetGrid grid = new FacetGrid(sheet, options, List.copyOf(facets.keySet()), bars, MOST_COLUMNS);
        return grid.paint(Legend.none(sheet), free ? 0 : shared.labelWidth(), (i, panelSheet, panel) -> {
            YAxis labelled = free ? axis(List.of(all.get(i))) : shared;
            YAxis y = panel.left() ? labelled : labelled.unlabelled();
            double bottom = Plot.TOP + panel.plotHeight();
            Plot plot = new Plot(y.labelWidth(), Plot.TOP, panelSheet.width() - 5, bottom);
            List<Mark> marks = marks(all.get(i), y, plot, panelSheet, panel);
            return new Drawing(panelSheet.width(), bottom + (panel.bottom() ? FOOT : 6), marks);
        });
    }

    private ValueText counts() {
        return new ValueText(
                context.formats(), Optional.empty(), context.words().say("chart.count"));
    }

    private YAxis axis(List<Bins> all) {
        DoubleStream counts = all.stream().flatMap(b -> b.counts().stream()).mapToDouble(Integer::doubleValue);
        return YAxis.fromZero(counts, counts(), 4);
    }

    private List<Mark> marks(Bins bins, YAxis y, Plot plot, Sheet sheet, Panel panel) {
        List<BigDecimal> edges = bins.edges();
        double first = NumberTicks.finite(edges.getFirst());
        double last = NumberTicks.finite(edges.getLast());
        LinearScale across = new LinearScale(first, last, plot.left(), plot.right());
        Scale scale = y.scale(plot.bottom(), plot.top());
        List<Mark> marks = new ArrayList<>(y.marks(scale, plot.left(), plot.right()));
        XAxisLayout layout = new XAxisLayout(sheet, context.formats(), Optional.empty(), false);
        for (Tick tick : panel.bottom() ? layout.numbers(List.of(first, last), across, text) : List.<Tick>of()) {
            double x = tick.labelX(across, sheet.width());
            marks.add(Mark.Label.of(x, plot.bottom() + 18, tick.lines().getFirst(), Mark.Anchor.MIDDLE, Ink.MUTED));
        }
        for (int i = 0; i < bins.counts().size(); i++) {
            double start = across.at(NumberTicks.finite(edges.get(i)));
            double width = across.at(NumberTicks.finite(edges.get(i + 1))) - start;
            double top = scale.at(bins.counts().get(i));
            String range = text.tick(edges.get(i)) + " – " + text.tick(edges.get(i + 1));
            String tooltip = sheet.hasTooltips(bins.counts().size())
                    ? range + ": " + counts().exact(bins.counts().get(i))
                    : "";
            double gap = width > 4 ? 1 : 0;
            marks.add(Mark.Box.of(start, top, width - gap, plot.bottom() - top, Ink.ACCENT, tooltip));
        }
        return marks;
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Draws the points of a scatter plot, larger ones behind.
///
/// @param look of the groups
/// @param lines upright ones
record ScatterPlot(
        ScatterData data,
        Options options,
        DrawContext context,
        ValueText text,
        Optional<String> sizeName,
        Look look,
        List<Overlays.Band> lines) {
    private static final double SMALLEST = 3;
    private static final double LARGEST = 16;
    private static final double PLAIN = 4;
    /// How far a triangle reaches over the circle of its area.
    private static final double REACH = 1.4;
    private static final double AXIS_NAME = 18;
    private static final double LEAST = 90;
    private static final int MOST_COLUMNS = 4;

    String description() {
        Comparator<ScatterData.Point> byValue = Comparator.comparingDouble(ScatterData.Point::value);
        List<String> names = data.places().names();
        String all = Particles.decide(context.words()
                .say(
                        "chart.desc.scatter",
                        context.formats().number(data.points().size(), 0),
                        LabelText.of(data.xName()),
                        LabelText.isolated(names.getFirst()),
                        LabelText.isolated(names.getLast()),
                        LabelText.of(data.yName()),
                        text.exact(data.points().stream()
                                .min(byValue)
                                .orElseThrow()
                                .y()),
                        text.exact(data.points().stream()
                                .max(byValue)
                                .orElseThrow()
                                .y())));
        StringBuilder said = new StringBuilder(all);
        lines.forEach(l -> said.append(' ').append(Particles.decide(Described.upright(l, context.words()))));
        return options.find(DataKeys.FACET)
                .map(f -> context.words()
                        .say(
                                "chart.desc.facets",
                                LabelText.of(f.name()),
                                data.facets().size(),
                                said))
                .orElseGet(said::toString);
    }

    Drawing paint(Sheet sheet) {
        if (options.has(DataKeys.FACET)) {
            return grid(sheet);
        }
        Legend legend = legend(sheet);
        YAxis y = axis(data);
        double left = y.labelWidth() + largest();
        XAxis x = along(sheet, left);
        BandStrip strip = BandStrip.lay(lines, x, left, sheet.width() - largest() - 2, false);
        double top = legend.height() + AXIS_NAME + strip.height() + Plot.TOP;
        double height = sheet.height(options.find(ChartKeys.HEIGHT).orElse(XyFrame.DEFAULT_HEIGHT));
        double bottom = Math.max(height + legend.height() - x.height() - AXIS_NAME, top + LEAST + 2 * largest());
        List<Mark> marks = new ArrayList<>(legend.marks());
        marks.addAll(axisNames(sheet, legend.height(), bottom + x.height() + 12));
        Plot plot = new Plot(y.labelWidth(), top, sheet.width(), bottom);
        marks.addAll(strip.marks(plot));
        marks.addAll(marks(data, y, x, plot, sheet, Panel.WHOLE));
        return new Drawing(sheet.width(), bottom + x.height() + AXIS_NAME, marks);
    }

    private YAxis axis(ScatterData of) {
        DoubleStream values = of.points().stream().mapToDouble(ScatterData.Point::value);
        boolean log = options.get(DataKeys.SCALE) == DataKeys.ScaleKind.LOG;
        return log ? YAxis.log(values, text, 4) : YAxis.near(values, text, 4);
    }

    private double largest() {
        return REACH * (sizeName.isPresent() ? LARGEST : PLAIN);
    }

    private XAxis along(Sheet sheet, double left) {
        return new XAxisLayout(sheet, context.formats(), options.find(ChartKeys.X_FORMAT), false)
                .lay(data.places(), left, sheet.width() - largest() - 2);
    }

    private Drawing grid(Sheet sheet) {
        boolean free = options.get(DataKeys.FACET_Y) == DataKeys.FacetY.FREE;
        YAxis shared = axis(data);
        FacetGrid grid =
                new FacetGrid(sheet, options, data.facets(), data.points().size(), MOST_COLUMNS);
        Drawing drawing = grid.paint(legend(sheet), free ? 0 : shared.labelWidth(), (i, panelSheet, panel) -> {
            ScatterData own = data.facet(i);
            YAxis labelled = free ? axis(own) : shared;
            YAxis y = panel.left() ? labelled : labelled.unlabelled();
            XAxis x = along(panelSheet, y.labelWidth() + largest());
            BandStrip strip =
                    BandStrip.lay(lines, x, y.labelWidth() + largest(), panelSheet.width() - largest() - 2, false);
            double top = Plot.TOP + strip.height();
            double bottom = top + Math.max(panel.plotHeight(), LEAST);
            Plot plot = new Plot(y.labelWidth(), top, panelSheet.width(), bottom);
            double height = bottom + (panel.bottom() ? x.height() : 6);
            List<Mark> small = new ArrayList<>(strip.marks(plot));
            small.addAll(marks(own, y, x, plot, panelSheet, panel));
            return new Drawing(panelSheet.width(), height, small);
        });
        List<Mark> marks = new ArrayList<>(axisNames(sheet, 0, AXIS_NAME + drawing.height() + 12));
        marks.addAll(Moved.by(drawing.marks(), 0, AXIS_NAME + 4));
        return new Drawing(sheet.width(), drawing.height() + 2 * AXIS_NAME, marks);
    }

    private List<Mark> marks(ScatterData own, YAxis y, XAxis x, Plot plot, Sheet sheet, Panel panel) {
        Scale scale = y.scale(plot.bottom() - largest(), plot.top() + largest());
        List<Mark> marks = new ArrayList<>(y.marks(scale, plot.left(), plot.right()));
        marks.addAll(panel.bottom() ? x.marks(plot.bottom()) : List.of());
        List<Mark.Dot> dots = dots(own, x, scale, sheet);
        dots.stream()
                .sorted(Comparator.comparingDouble((Mark.Dot d) -> -d.radius())
                        .thenComparing(d -> d.ink().paint()))
                .forEach(marks::add);
        List<String> labels =
                own.points().stream().map(ScatterData.Point::label).toList();
        marks.addAll(new DotLabels(plot).place(dots, labels));
        return marks;
    }

    private Legend legend(Sheet sheet) {
        if (data.groups().size() < 2) {
            return Legend.none(sheet);
        }
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < data.groups().size(); i++) {
            entries.add(new Legend.Entry(data.groups().get(i), ink(i), new Legend.Sample.Dot(DotShape.of(i))));
        }
        return new Legend(entries, sheet);
    }

    private Ink ink(int group) {
        return look.fill(data.groups().get(group), group, data.groups().size());
    }

    private List<Mark> axisNames(Sheet sheet, double top, double bottom) {
        String x = LabelText.of(data.xName());
        String y = LabelText.of(data.yName());
        return List.of(
                Mark.Label.of(2, top + 12, y, Mark.Anchor.START, Ink.MUTED).cutTo(sheet.width() - 4),
                Mark.Label.of(sheet.width() - 2, bottom, x, Mark.Anchor.END, Ink.MUTED)
                        .cutTo(sheet.width() - 4));
    }

    private List<Mark.Dot> dots(ScatterData own, XAxis x, Scale scale, Sheet sheet) {
        double largest = data.points().stream()
                .mapToDouble(ScatterData.Point::size)
                .max()
                .orElse(0);
        List<Mark.Dot> dots = new ArrayList<>();
        for (ScatterData.Point p : own.points()) {
            double share = largest > 0 ? p.size() / largest : 0;
            double radius = sizeName.isEmpty() ? PLAIN : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share);
            Ink ink = ink(p.group());
            dots.add(new Mark.Dot(
                    x.centers().get(p.place()),
                    scale.at(p.value()),
                    radius,
                    ink.withOpacity(0.7 * ink.opacity()),
                    DotShape.of(p.group()),
                    sheet.hasTooltips(data.points().size()) ? tooltip(p) : ""));
        }
        return dots;
    }

    private String tooltip(ScatterData.Point p) {
        List<String> lines = new ArrayList<>();
        if (!p.label().isEmpty()) {
            lines.add(LabelText.isolated(p.label()));
        }
        if (data.groups().size() > 1) {
            lines.add(LabelText.isolated(data.groups().get(p.group())));
        }
        lines.add(data.xName() + ": " + data.places().names().get(p.place()));
        lines.add(data.yName() + ": " + text.exact(p.y()));
        if (!p.sizeText().isEmpty()) {
            lines.add(sizeName.orElse("") + ": " + p.sizeText());
        }
        return String.join("\n", lines);
    }
}

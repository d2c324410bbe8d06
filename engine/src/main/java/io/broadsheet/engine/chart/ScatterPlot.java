package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Draws the points of a scatter plot, larger ones behind.
record ScatterPlot(ScatterData data, Options options, DrawContext context, ValueText text, Optional<String> sizeName) {
    private static final double SMALLEST = 3;
    private static final double LARGEST = 16;
    private static final double PLAIN = 4;
    private static final double AXIS_NAME = 18;
    private static final double LEAST = 90;

    String description() {
        Comparator<ScatterData.Point> byValue = Comparator.comparingDouble(ScatterData.Point::value);
        List<String> names = data.places().names();
        return Particles.decide(context.words()
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
    }

    Drawing paint(Sheet sheet) {
        YAxis y = YAxis.near(data.points().stream().mapToDouble(ScatterData.Point::value), text, 4);
        double largest = sizeName.isPresent() ? LARGEST : PLAIN;
        Legend legend = data.groups().size() > 1 ? legend(sheet) : Legend.none(sheet);
        double left = y.labelWidth() + largest;
        double right = sheet.width() - largest - 2;
        XAxis x = new XAxisLayout(sheet, context.formats(), options.find(ChartKeys.X_FORMAT), false)
                .lay(data.places(), left, right);
        double top = legend.height() + AXIS_NAME + Plot.TOP;
        double height = sheet.height(options.find(ChartKeys.HEIGHT).orElse(XyFrame.DEFAULT_HEIGHT));
        double bottom = Math.max(height + legend.height() - x.height() - AXIS_NAME, top + LEAST + 2 * largest);
        LinearScale scale = y.scale(bottom - largest, top + largest);
        List<Mark> marks = new ArrayList<>(legend.marks());
        marks.addAll(axisNames(sheet, legend.height(), bottom + x.height() + 12));
        marks.addAll(y.marks(scale, y.labelWidth(), sheet.width()));
        marks.addAll(x.marks(bottom));
        List<Mark.Dot> dots = dots(x, scale, sheet);
        dots.stream()
                .sorted(Comparator.comparingDouble((Mark.Dot d) -> -d.radius())
                        .thenComparing(d -> d.ink().paint()))
                .forEach(marks::add);
        marks.addAll(new DotLabels(new Plot(y.labelWidth(), top, sheet.width(), bottom)).place(dots, labels()));
        return new Drawing(sheet.width(), bottom + x.height() + AXIS_NAME, marks);
    }

    private List<String> labels() {
        return data.points().stream().map(ScatterData.Point::label).toList();
    }

    private Legend legend(Sheet sheet) {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < data.groups().size(); i++) {
            entries.add(new Legend.Entry(
                    data.groups().get(i), Ink.fill(i, data.groups().size())));
        }
        return new Legend(entries, sheet);
    }

    private List<Mark> axisNames(Sheet sheet, double top, double bottom) {
        String x = LabelText.of(data.xName());
        String y = LabelText.of(data.yName());
        return List.of(
                Mark.Label.of(2, top + 12, y, Mark.Anchor.START, Ink.MUTED).cutTo(sheet.width() - 4),
                Mark.Label.of(sheet.width() - 2, bottom, x, Mark.Anchor.END, Ink.MUTED)
                        .cutTo(sheet.width() - 4));
    }

    private List<Mark.Dot> dots(XAxis x, LinearScale scale, Sheet sheet) {
        double largest = data.points().stream()
                .mapToDouble(ScatterData.Point::size)
                .max()
                .orElse(0);
        List<Mark.Dot> dots = new ArrayList<>();
        for (ScatterData.Point p : data.points()) {
            double share = largest > 0 ? p.size() / largest : 0;
            double radius = sizeName.isEmpty() ? PLAIN : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share);
            Ink ink = Ink.fill(p.group(), data.groups().size());
            dots.add(new Mark.Dot(
                    x.centers().get(p.place()),
                    scale.at(p.value()),
                    radius,
                    ink.withOpacity(0.7 * ink.opacity()),
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

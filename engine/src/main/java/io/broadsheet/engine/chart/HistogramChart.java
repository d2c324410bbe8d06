package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How often values fall between round edges. Counts every row, so it has no limit of points; what is drawn are bins.
final class HistogramChart implements Component {
    private static final Key<ColumnRef> X =
            Key.column("x", "The column of numbers to count.").require();
    static final Key<Integer> BINS =
            Key.integer("bins", 1, 200, "About how many bins; their edges are round. By default as many as suit.");

    @Override
    public String name() {
        return "histogram";
    }

    @Override
    public String says() {
        return "How often values fall between round edges.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(List.of(X, BINS), ChartKeys.WORDS, List.of(ChartKeys.HEIGHT));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        Optional<Column> column = new ColumnCheck(frame, context).numbers("x", options.get(X));
        double[] values = column.map(HistogramChart::finite).orElse(new double[0]);
        if (values.length == 0) {
            return figure.empty();
        }
        Bins bins = Bins.of(values, options.find(BINS).orElse(Bins.wanted(values.length)));
        ValueText text = figure.valueText();
        ChartFigure.About about =
                new ChartFigure.About(options.get(X).name(), description(bins, values.length, text, context), "");
        int height = options.find(ChartKeys.HEIGHT).orElse(XyFrame.DEFAULT_HEIGHT);
        return figure.draw(about, sheet -> paint(bins, text, context, sheet, height));
    }

    private static double[] finite(Column column) {
        return IntStream.range(0, column.size())
                .mapToDouble(column::number)
                .filter(Double::isFinite)
                .toArray();
    }

    private static String description(Bins bins, int count, ValueText text, DrawContext context) {
        int most = IntStream.range(0, bins.counts().size())
                .reduce((a, b) -> bins.counts().get(b) > bins.counts().get(a) ? b : a)
                .orElseThrow();
        return context.words()
                .say(
                        "chart.desc.histogram",
                        context.formats().number(count, 0),
                        edge(bins, 0, text),
                        edge(bins, bins.counts().size(), text),
                        context.formats().number(bins.counts().get(most), 0),
                        edge(bins, most, text),
                        edge(bins, most + 1, text));
    }

    private static String edge(Bins bins, int at, ValueText text) {
        return text.tick(bins.edges().get(at));
    }

    private static Drawing paint(Bins bins, ValueText text, DrawContext context, Sheet sheet, int wideHeight) {
        ValueText counts = new ValueText(
                context.formats(), Optional.empty(), context.words().say("chart.count"));
        YAxis y = YAxis.fromZero(bins.counts().stream().mapToDouble(Integer::doubleValue), counts, 4);
        double left = y.labelWidth();
        double right = sheet.width() - 14;
        List<BigDecimal> edges = bins.edges();
        LinearScale across = new LinearScale(finite(edges.getFirst()), finite(edges.getLast()), left, right);
        List<Tick> ticks = new XAxisLayout(sheet, context.formats(), Optional.empty(), false)
                .numbers(List.of(finite(edges.getFirst()), finite(edges.getLast())), across, text);
        double height = sheet.height(wideHeight);
        double bottom = height - 24;
        LinearScale scale = y.scale(bottom, Plot.TOP);
        List<Mark> marks = new ArrayList<>(y.marks(scale, left, right));
        for (Tick tick : ticks) {
            double x = tick.labelX(across, sheet.width());
            marks.add(Mark.Label.of(x, bottom + 18, tick.lines().getFirst(), Mark.Anchor.MIDDLE, Ink.MUTED));
        }
        for (int i = 0; i < bins.counts().size(); i++) {
            double start = across.at(finite(edges.get(i)));
            double width = across.at(finite(edges.get(i + 1))) - start;
            double top = scale.at(bins.counts().get(i));
            String range = edge(bins, i, text) + " – " + edge(bins, i + 1, text);
            String tooltip = sheet.hasTooltips(bins.counts().size())
                    ? range + ": " + counts.exact(bins.counts().get(i))
                    : "";
            double gap = width > 4 ? 1 : 0;
            marks.add(Mark.Box.of(start, top, width - gap, bottom - top, Ink.ACCENT, tooltip));
        }
        return new Drawing(sheet.width(), height, marks);
    }

    private static double finite(BigDecimal value) {
        return NumberTicks.finite(value);
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return Key.join(List.of(X, BINS), ChartKeys.WORDS, List.of(ChartKeys.HEIGHT), DataKeys.FACETS);
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
        Map<String, Bins> facets = facets(bins, column.orElseThrow(), options, frame, context);
        String description = description(bins, values.length, text, context);
        String all = options.find(DataKeys.FACET)
                .map(f -> context.words().say("chart.desc.facets", LabelText.of(f.name()), facets.size(), description))
                .orElse(description);
        ChartFigure.About about = new ChartFigure.About(options.get(X).name(), all, "");
        HistogramBars bars = new HistogramBars(text, options, context);
        return figure.draw(
                about, sheet -> options.has(DataKeys.FACET) ? bars.small(facets, sheet) : bars.paint(bins, sheet));
    }

    /// The values of each small chart, counted between the same edges.
    private static Map<String, Bins> facets(
            Bins all, Column column, Options options, Frame frame, DrawContext context) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        Facets facets = new Facets(options, frame, context);
        for (int row = 0; row < column.size() && options.has(DataKeys.FACET); row++) {
            double value = column.number(row);
            if (Double.isFinite(value)) {
                facets.of(row)
                        .ifPresent(f -> values.computeIfAbsent(f, n -> new ArrayList<>())
                                .add(value));
            }
        }
        facets.report();
        Map<String, Bins> bins = new LinkedHashMap<>();
        values.forEach((facet, own) ->
                bins.put(facet, all.counting(own.stream().mapToDouble(v -> v).toArray())));
        return bins;
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
}

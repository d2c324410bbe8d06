package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads rows into the points of a scatter plot. Rows without x or y are left out.
final class ScatterReader {
    private final Options options;
    private final Frame frame;
    private final DrawContext context;
    private final Optional<Column> size;
    private final Optional<Column> color;
    private final Optional<Column> label;
    private final PlaceReader places;
    private final Facets facets;
    private final Map<String, Integer> facetTurns = new LinkedHashMap<>();
    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private final List<ScatterData.Point> points = new ArrayList<>();
    private boolean tooManyGroups;
    private String rest = "";
    private Optional<String> note = Optional.empty();

    ScatterReader(Options options, Frame frame, DrawContext context, Optional<Column> size) {
        this.options = options;
        this.frame = frame;
        this.context = context;
        this.size = size;
        this.color = column(ChartKeys.COLOR);
        this.label = column(ScatterChart.LABEL);
        this.facets = new Facets(options, frame, context);
        Column x = frame.column(options.get(ChartKeys.X).name());
        this.places = new PlaceReader(x, context, options.find(ChartKeys.X_FORMAT));
    }

    private Optional<Column> column(Key<ColumnRef> key) {
        return options.find(key).map(ColumnRef::name).map(frame::column);
    }

    ScatterData read() {
        ColumnRef y = options.get(ChartKeys.Y).getFirst();
        int rows = Math.min(frame.rowCount(), context.limits().chartPoints());
        new ColumnCheck(frame, context).numbers("y", y).ifPresent(values -> {
            for (int row = 0; row < rows; row++) {
                if (values.get(row) instanceof Number value && Double.isFinite(value.doubleValue())) {
                    add(row, value);
                }
            }
        });
        facets.report();
        report();
        List<Integer> turns = places.turns();
        List<String> names = groups.keySet().stream().map(LabelText::of).toList();
        List<Integer> kept = kept(names);
        List<String> shown = new ArrayList<>(kept.stream().map(names::get).toList());
        if (!rest.isEmpty()) {
            shown.add(rest);
        }
        return new ScatterData(
                places.places(),
                points.stream()
                        .filter(p -> !rest.isEmpty() || kept.contains(p.group()))
                        .map(p -> p.at(turns.get(p.place()))
                                .in(kept.contains(p.group()) ? kept.indexOf(p.group()) : kept.size()))
                        .toList(),
                shown,
                List.copyOf(facetTurns.keySet()),
                options.get(ChartKeys.X).name(),
                y.name());
    }

    /// The groups that stand for themselves, those with most dots, in their own order.
    private List<Integer> kept(List<String> names) {
        Optional<Integer> limit = options.find(ScatterChart.SERIES_LIMIT).filter(l -> l < names.size());
        if (limit.isEmpty()) {
            return IntStream.range(0, names.size()).boxed().toList();
        }
        rest = LabelText.of(
                options.find(ScatterChart.OTHERS).orElse(context.words().say("chart.others")));
        String said = context.words().say("chart.series-of", limit.get(), names.size());
        note = Optional.of(rest.isEmpty() ? said : context.words().say("chart.rest", said, LabelText.isolated(rest)));
        int[] dots = new int[names.size()];
        points.forEach(p -> dots[p.group()]++);
        return IntStream.range(0, names.size())
                .boxed()
                // What the data itself calls by the rest's name belongs to the rest.
                .filter(i -> rest.isEmpty() || !names.get(i).equals(rest))
                .sorted(Comparator.comparingInt((Integer i) -> -dots[i]).thenComparing(i -> i))
                .limit(limit.get())
                .sorted()
                .toList();
    }

    /// What the rest of the groups is called; empty where there is none.
    String rest() {
        return rest;
    }

    /// What a reader is told of a limit.
    Optional<String> note() {
        return note;
    }

    private int most() {
        return options.has(ScatterChart.SERIES_LIMIT)
                ? context.limits().chartPoints()
                : context.limits().series();
    }

    private void add(int row, Number value) {
        String name = color.map(c -> context.formats().write(c.get(row))).orElse("");
        if (!groups.containsKey(name) && groups.size() == most()) {
            tooManyGroups = true;
            return;
        }
        Optional<String> facet = facets.of(row);
        if (facet.isEmpty()) {
            return;
        }
        places.add(row).ifPresent(place -> {
            int turn = facetTurns.computeIfAbsent(facet.get(), f -> facetTurns.size());
            int group = groups.computeIfAbsent(name, n -> groups.size());
            points.add(new ScatterData.Point(turn, place, group, value, size(row), sizeText(row), label(row)));
        });
    }

    private double size(int row) {
        double number = size.map(c -> c.number(row)).orElse(0.0);
        return Double.isFinite(number) ? Math.max(0, number) : 0;
    }

    private String sizeText(int row) {
        return size.map(c -> c.get(row) instanceof Number n
                        ? ValueText.plain(context.formats()).exact(n)
                        : "")
                .orElse("");
    }

    private String label(int row) {
        return label.map(c -> LabelText.of(context.formats().write(c.get(row)))).orElse("");
    }

    private void report() {
        int most = context.limits().chartPoints();
        if (frame.rowCount() > most) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(),
                            context.owner() + " has " + frame.rowCount() + " points; a chart may have " + most,
                            "Aggregate or sample in the query; the first " + most + " are drawn");
        }
        if (tooManyGroups) {
            int series = context.limits().series();
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(ChartKeys.COLOR),
                            context.owner() + " has more than " + series + " series",
                            "Keep the largest with `series-limit: 7`, or in the query; the first " + series
                                    + " are drawn");
        }
    }
}

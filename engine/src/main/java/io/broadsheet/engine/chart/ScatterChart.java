package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Colours;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Dots by two values: how they go together. A dot's area follows `size`; `label` names dots where names have room.
final class ScatterChart implements Component {
    static final Key<ColumnRef> LABEL = Key.column("label", "The column that names the dots.");
    static final Key<Integer> SERIES_LIMIT = Key.integer(
            "series-limit",
            1,
            40,
            "How many groups stand for themselves, those with most dots; the dots of the rest have one look.");
    static final Key<String> OTHERS =
            Key.of("others", DataKeys.OTHERS.type(), "What the rest of the groups is called, `false` to leave it out.");
    private static final Key<ColumnRef> SIZE = Key.column("size", "The column that the dots' areas follow.");

    @Override
    public String name() {
        return "scatter";
    }

    @Override
    public String says() {
        return "Dots by two values: how they go together.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(
                ChartKeys.XY,
                List.of(SIZE, LABEL, OverlayKeys.X_LINES, DataKeys.SCALE, DataKeys.X_SCALE, SERIES_LIMIT, OTHERS),
                DataKeys.FACETS,
                List.of(ColourKeys.COLORS));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        if (options.get(ChartKeys.Y).size() > 1) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(ChartKeys.Y),
                            context.owner() + " draws one y, not "
                                    + options.get(ChartKeys.Y).size(),
                            "Name one column, and the one that tells groups apart as `color`");
        }
        Optional<Column> size = options.find(SIZE).flatMap(ref -> new ColumnCheck(frame, context).numbers("size", ref));
        ScatterReader reader = new ScatterReader(options, frame, context, size);
        ScatterData read = reader.read();
        List<String> notes = new ArrayList<>();
        reader.note().ifPresent(notes::add);
        ScatterData all = LogPlaces.of(read.places(), read.xName(), options, context)
                .map(log -> {
                    log.note(context).ifPresent(notes::add);
                    return read.at(log.places(), log.kept());
                })
                .orElse(read);
        boolean log = options.get(DataKeys.SCALE) == DataKeys.ScaleKind.LOG;
        ScatterData data =
                log ? all.with(all.points().stream().filter(p -> p.value() > 0).toList()) : all;
        int under = all.points().size() - data.points().size();
        if (under > 0) {
            notes.add(context.words().say("chart.log-left-out", under));
        }
        String note = String.join(", ", notes);
        if (data.points().isEmpty()) {
            return figure.empty(note);
        }
        Colours colours = options.find(ColourKeys.COLORS).orElse(Colours.NONE).orElse(context.colours());
        Look look = Look.of(data.groups(), colours.byValue(), reader.rest(), Optional.empty());
        XyData along = new XyData(data.places(), List.of(), data.xName(), data.yName());
        ScatterPlot plot = new ScatterPlot(
                data,
                options,
                context,
                figure.valueText(),
                size.map(Column::name),
                look,
                OverlayReader.uprights(options, frame, context, along));
        return figure.draw(new ChartFigure.About(data.yName(), plot.description(), note), plot::paint);
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Cohorts as lines: the share that is left at each offset. All have one colour, stronger for later ones, and the
/// average stands out with its name at its end: what matters is the bundle and how it moves, not each line.
///
/// @param options may have `title` and `caption`
/// @param offsets as readers see them, ascending: `1주`, `2주`, ...
/// @param curves from the earliest cohort to the latest, one rate for each offset; null where there is none
/// @param average of the cohorts that have reached each offset; empty for none
public record RetentionCurves(
        Options options, DrawContext context, List<String> offsets, List<Curve> curves, Optional<Curve> average) {
    private static final double FAINTEST = 30;
    private static final double LINE = 1.5;
    private static final double AVERAGE_LINE = 2.5;

    public RetentionCurves {
        offsets = List.copyOf(offsets);
        curves = List.copyOf(curves);
    }

    /// One line.
    public record Curve(String name, List<@Nullable Double> rates) {}

    /// A figure with both drawings.
    ///
    /// @param within what the figure ends with
    public Html draw(Html within) {
        ChartFigure figure = new ChartFigure("curves", options, context);
        XyData data = data();
        if (data.isEmpty()) {
            return figure.empty();
        }
        ValueText text =
                new ValueText(context.formats(), Optional.of(new ValueFormat(ValueFormat.Kind.PERCENT, 1)), "");
        ChartFigure.About about = new ChartFigure.About(
                context.words().say("retention.curves"),
                Described.of("curves", data, text, context.words()),
                curves.size() > 1 ? context.words().say("retention.curves-note") : "");
        Html drawn = figure.draw(about, sheet -> paint(data, sheet, text));
        String end = "</figure>";
        String markup = drawn.markup();
        return Html.trusted(markup.substring(0, markup.length() - end.length()) + within.markup() + end);
    }

    private XyData data() {
        List<Series> series = new ArrayList<>();
        Stream.concat(curves.stream(), average.stream())
                .forEach(curve -> series.add(new Series(LabelText.of(curve.name()), series.size(), numbers(curve))));
        return new XyData(
                new Places.Categories(offsets, true),
                series,
                "",
                context.words().say("retention.curves"));
    }

    private static List<@Nullable Number> numbers(Curve curve) {
        List<@Nullable Number> numbers = new ArrayList<>();
        curve.rates().forEach(numbers::add);
        return numbers;
    }

    private Drawing paint(XyData data, Sheet sheet, ValueText text) {
        List<String> ends = average.stream().map(Curve::name).toList();
        YAxis y = YAxis.fromZero(data.values(), text, 4);
        XyFrame.Request request = new XyFrame.Request(
                sheet,
                options,
                context.formats(),
                false,
                ends,
                new XyFrame.Over(Overlays.NONE, text, false, false),
                Panel.WHOLE);
        XyFrame frame = XyFrame.lay(request, data, y, legend(sheet));
        List<Mark> marks = new ArrayList<>();
        for (Series s : data.series()) {
            boolean isAverage = s.slot() == curves.size();
            Ink ink = isAverage ? Ink.TEXT : shade(s.slot());
            List<List<Mark.Spot>> runs = SeriesShape.runs(s, frame);
            marks.add(new Mark.Line(runs, ink, isAverage ? AVERAGE_LINE : LINE, ""));
            marks.addAll(SeriesShape.loneDots(runs, ink));
        }
        List<EndLabels.End> named = new ArrayList<>();
        if (average.isPresent()) {
            Series line = data.series().getLast();
            double at = frame.scale().at(line.at(Math.max(0, line.last())));
            named.add(new EndLabels.End(line.name(), at, Ink.TEXT));
        }
        return frame.drawing(data, marks, named, new Tooltips(data, text).fields(frame.x(), frame.plot(), sheet));
    }

    /// Where the average's name has no room at its end. The others have no colours that a legend could name.
    private Legend legend(Sheet sheet) {
        Legend.Sample line = new Legend.Sample.Stroke(0);
        return new Legend(
                average.stream()
                        .map(a -> new Legend.Entry(LabelText.of(a.name()), Ink.TEXT, line))
                        .toList(),
                sheet);
    }

    /// From faint for the earliest cohort to the full accent for the latest.
    private Ink shade(int slot) {
        double share = curves.size() < 2 ? 1 : slot / (curves.size() - 1.0);
        long percent = Math.round(FAINTEST + (100 - FAINTEST) * share);
        return Ink.of("color-mix(in srgb,var(--accent) " + percent + "%,var(--bg))");
    }
}

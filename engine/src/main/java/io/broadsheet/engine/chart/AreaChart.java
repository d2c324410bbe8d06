package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Filled lines, measured from zero; several series stand on each other unless `stack: false`. In a stack a missing
/// value counts as nothing, and a place where all are missing is a gap; values under zero can't be stacked.
final class AreaChart implements Component {
    private static final Key<Boolean> STACK =
            Key.flag("stack", "Whether series stand on each other.").orElse(true);

    @Override
    public String name() {
        return "area";
    }

    @Override
    public String says() {
        return "Filled lines from zero: how a whole and its parts move.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(ChartKeys.OVERLAID, List.of(STACK));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        XyData data = MissingDates.opened(XyReader.read(options, frame, context));
        if (data.isEmpty()) {
            return figure.empty();
        }
        boolean stack = options.get(STACK) && data.series().size() > 1 && canStack(data, options, context);
        ValueText text = figure.valueText();
        Overlays overlays = OverlayReader.read(options, frame, context, data);
        String description = Described.of(name(), data, text, overlays);
        String note = overlays.caption(data.series().size() > 1, false, context.words());
        XyFrame.Over over =
                new XyFrame.Over(overlays, text, stack, data.series().size() == 1);
        return figure.draw(new ChartFigure.About(data.yName(), description, note), sheet -> {
            XyFrame.Request request =
                    new XyFrame.Request(sheet, options, context.formats(), false, EndLabels.texts(data, text), over);
            return stack ? stacked(data, request, text) : overlaid(data, request, text);
        });
    }

    private static boolean canStack(XyData data, Options options, DrawContext context) {
        if (data.values().allMatch(v -> v >= 0)) {
            return true;
        }
        context.problems()
                .add(
                        ProblemCode.BAD_VALUE,
                        options.span(STACK),
                        context.owner() + " stacks series that have values under zero",
                        "Write `stack: false`, or draw a bar chart");
        return false;
    }

    private static Drawing overlaid(XyData data, XyFrame.Request request, ValueText text) {
        XyFrame frame = XyFrame.lay(
                request, data, YAxis.fromZero(request.over().overlays().widened(data.values()), text, 4));
        double zero = frame.scale().at(0);
        List<Mark> marks = new ArrayList<>();
        List<EndLabels.End> ends = new ArrayList<>();
        for (Series s : data.series()) {
            List<List<Mark.Spot>> runs = SeriesShape.runs(s, frame);
            runs.forEach(run -> marks.add(new Mark.Area(
                    closed(run, List.of(new Mark.Spot(run.getFirst().x(), zero), end(run, zero))),
                    data.ink(s).withOpacity(0.16),
                    false,
                    "")));
            marks.add(new Mark.Line(runs, data.ink(s), 2, ""));
            marks.addAll(SeriesShape.loneDots(s, frame, data.ink(s).solid()));
            if (!runs.isEmpty()) {
                ends.add(new EndLabels.End(
                        request.ends().get(s.slot()), runs.getLast().getLast().y(), data.ink(s)));
            }
        }
        return finish(data, request, text, frame, marks, ends);
    }

    private static Mark.Spot end(List<Mark.Spot> run, double zero) {
        return new Mark.Spot(run.getLast().x(), zero);
    }

    private static Drawing stacked(XyData data, XyFrame.Request request, ValueText text) {
        int places = data.places().size();
        YAxis y = YAxis.fromZero(
                DoubleStream.concat(
                        request.over().overlays().widened(data.values()),
                        IntStream.range(0, places).mapToDouble(data::total)),
                text,
                4);
        XyFrame frame = XyFrame.lay(request, data, y);
        List<Mark> marks = new ArrayList<>();
        List<EndLabels.End> ends = new ArrayList<>();
        double[] under = new double[places];
        for (Series s : data.series()) {
            List<Mark.Spot> lower = new ArrayList<>();
            List<Mark.Spot> upper = new ArrayList<>();
            Ink ink = data.fill(s).withOpacity(0.85 * data.fill(s).opacity());
            for (int i = 0; i < places; i++) {
                if (!data.has(i)) {
                    continue;
                }
                if (i > 0 && !data.has(i - 1)) {
                    lower.clear();
                    upper.clear();
                }
                double x = frame.x().centers().get(i);
                lower.add(new Mark.Spot(x, frame.scale().at(under[i])));
                under[i] += s.has(i) ? s.at(i) : 0;
                upper.add(new Mark.Spot(x, frame.scale().at(under[i])));
                if (i == places - 1 || !data.has(i + 1)) {
                    marks.add(new Mark.Area(closed(upper, lower), ink, true, ""));
                }
            }
            double middle = (lower.getLast().y() + upper.getLast().y()) / 2;
            ends.add(new EndLabels.End(request.ends().get(s.slot()), middle, data.ink(s)));
        }
        return finish(data, request, text, frame, marks, ends);
    }

    private static List<Mark.Spot> closed(List<Mark.Spot> upper, List<Mark.Spot> lower) {
        List<Mark.Spot> outline = new ArrayList<>(upper);
        outline.addAll(lower.reversed());
        return outline;
    }

    private static Drawing finish(
            XyData data,
            XyFrame.Request request,
            ValueText text,
            XyFrame frame,
            List<Mark> marks,
            List<EndLabels.End> ends) {
        Tooltips tooltips = new Tooltips(data, text, request.over().overlays());
        return frame.drawing(data, marks, ends, tooltips.fields(frame.x(), frame.plot(), request.sheet()));
    }
}

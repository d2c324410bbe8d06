package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.List;

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
        return Key.join(
                ChartKeys.OVERLAID,
                List.of(STACK, DataKeys.SHARE, DataKeys.MISSING, DataKeys.SCALE_FROM_ZERO),
                DataKeys.SERIES,
                DataKeys.FACETS,
                List.of(ColourKeys.COLORS));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        XyShaping.Shaped shaped = XyShaping.read(options, frame, context, true);
        XyData data = shaped.data();
        if (data.isEmpty()) {
            return figure.empty(shaped.note());
        }
        ValueText text = figure.valueText();
        boolean several = data.slots().size() > 1;
        boolean stack = data.share() || (options.get(STACK) && several && canStack(data, options, context));
        XyPainter painter = stack ? new StackedAreas(text, data.share()) : new OverlaidAreas(text);
        return new XyPanels(figure, frame, data, false, shaped.notes()).draw(painter, EndLabels.texts(data, text));
    }

    private static boolean canStack(XyData data, Options options, DrawContext context) {
        if (data.values().allMatch(v -> v >= 0)) {
            return true;
        }
        if (!options.get(DataKeys.SHARE)) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(STACK),
                            context.owner() + " stacks series that have values under zero",
                            "Write `stack: false`, or draw a bar chart");
        }
        return false;
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Steps in the query's order, each with what is left of the one before and of the first.
final class FunnelChart implements Component {
    private static final Key<ColumnRef> STEP =
            Key.column("step", "The column that names the steps, in order.").require();
    private static final Key<ColumnRef> VALUE =
            Key.column("value", "How many reach the step.").require();

    @Override
    public String name() {
        return "funnel";
    }

    @Override
    public String says() {
        return "Steps and how many reach each of them.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(List.of(STEP, VALUE), ChartKeys.WORDS);
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        List<FunnelSteps.Step> steps = read(options, frame, context);
        if (steps.isEmpty()) {
            return figure.empty();
        }
        FunnelSteps drawn = new FunnelSteps(steps, figure.valueText(), context.words());
        ChartFigure.About about = new ChartFigure.About(options.get(VALUE).name(), drawn.description(), "");
        return figure.draw(about, drawn::paint);
    }

    private static List<FunnelSteps.Step> read(Options options, Frame frame, DrawContext context) {
        Column name = frame.column(options.get(STEP).name());
        Optional<Column> value = new ColumnCheck(frame, context).numbers("value", options.get(VALUE));
        int most = context.limits().series();
        List<FunnelSteps.Step> steps = new ArrayList<>();
        boolean negative = false;
        for (int row = 0; row < frame.rowCount() && steps.size() < most && value.isPresent(); row++) {
            String label = LabelText.of(context.formats().write(name.get(row)));
            if (value.get().get(row) instanceof Number n && Double.isFinite(n.doubleValue())) {
                negative |= n.doubleValue() < 0;
                steps.add(new FunnelSteps.Step(label, n));
            }
        }
        if (negative) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(VALUE),
                            context.owner() + " has a step under zero",
                            "A funnel counts how many reach each step");
        }
        if (frame.rowCount() > most) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(),
                            context.owner() + " has " + frame.rowCount() + " steps; it may have " + most,
                            "Keep the steps that matter; the first " + most + " are drawn");
        }
        return steps;
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;

/// Bars from zero, standing or lying, side by side or stacked. A single series has its values beside the bars where
/// they have room, and then needs no axis.
final class BarChart implements Component {
    private static final Key<Boolean> STACK = Key.flag("stack", "Whether series stand on each other.");
    private static final Key<Boolean> HORIZONTAL = Key.flag("horizontal", "Whether bars lie: better for long names.");

    @Override
    public String name() {
        return "bar";
    }

    @Override
    public String says() {
        return "Bars from zero: how things compare.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(
                ChartKeys.OVERLAID,
                List.of(STACK, DataKeys.SHARE, HORIZONTAL, DataKeys.SORT, DataKeys.LIMIT, DataKeys.SCALE_FROM_ZERO),
                DataKeys.SERIES,
                DataKeys.FACETS,
                List.of(ColourKeys.COLORS, ColourKeys.MEANING));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        XyShaping.Shaped shaped = XyShaping.read(options, frame, context, false);
        XyData data = shaped.data();
        if (data.isEmpty()) {
            return figure.empty(shaped.note());
        }
        List<String> notes = new ArrayList<>(shaped.notes());
        if (data.values().allMatch(v -> v == 0)) {
            notes.add(context.words().say("chart.all-zero"));
        }
        boolean stack = options.get(STACK) || data.share();
        XyPanels panels = new XyPanels(figure, frame, data, true, notes);
        if (options.get(HORIZONTAL)) {
            return new LyingPanels(panels, stack).draw();
        }
        return panels.draw(new StandingBars(figure.valueText(), stack, data.share()), List.of());
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.List;

/// Bars from zero, standing or lying, side by side or stacked. A single series has its values beside the bars where
/// they have room, and then needs no axis.
final class BarChart implements Component {
    private static final Key<Boolean> STACK = Key.flag("stack", "Whether series stand on each other.");
    private static final Key<Boolean> HORIZONTAL = Key.flag("horizontal", "Whether bars lie: better for long names.");
    private static final Key<Order> SORT = Key.choice(
                    "sort", Order.class, "The order of the bars: as in the query, or by value.")
            .orElse(Order.DATA);
    private static final Key<Integer> LIMIT =
            Key.integer("limit", 1, 1000, "How many places are drawn, after sorting; the caption says of how many.");

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
        return Key.join(ChartKeys.OVERLAID, List.of(STACK, HORIZONTAL, SORT, LIMIT));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        XyData all = XyReader.read(options, frame, context).sorted(options.get(SORT));
        XyData data = options.find(LIMIT).map(all::first).orElse(all);
        if (data.isEmpty()) {
            return figure.empty();
        }
        int left = all.places().size();
        int kept = data.places().size();
        String cut = kept < left ? context.words().say("chart.first-of", kept, left) : "";
        String zero = data.values().allMatch(v -> v == 0) ? context.words().say("chart.all-zero") : "";
        String note = cut.isEmpty() || zero.isEmpty() ? cut + zero : cut + ", " + zero;
        ValueText text = figure.valueText();
        List<BarPiece> pieces = BarPiece.of(data, options.get(STACK));
        int lanes = options.get(STACK) ? 1 : data.series().size();
        Overlays overlays = OverlayReader.read(options, frame, context, data);
        String description = Described.of(name(), data, text, overlays);
        String ghost = overlays.caption(data.series().size() > 1, true, context.words());
        String said = note.isEmpty() || ghost.isEmpty() ? note + ghost : note + ", " + ghost;
        XyFrame.Over over = new XyFrame.Over(overlays, text, options.get(STACK), false);
        return figure.draw(
                new ChartFigure.About(data.yName(), description, said),
                sheet -> options.get(HORIZONTAL)
                        ? new LyingBars(data, pieces, lanes, text, sheet).paint(options.find(ChartKeys.HEIGHT))
                        : new StandingBars(data, pieces, lanes, text)
                                .paint(new XyFrame.Request(sheet, options, context.formats(), true, List.of(), over)));
    }
}

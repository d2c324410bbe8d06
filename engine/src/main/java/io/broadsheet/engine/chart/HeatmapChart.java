package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.List;
import java.util.Optional;

/// A grid of cells, shaded by value. Shades go from the least value to the greatest; where some are under zero, these
/// have a colour of their own and both shade away from zero.
final class HeatmapChart implements Component {
    static final Key<ColumnRef> Y =
            Key.column("y", "The column whose values make the rows.").require();
    static final Key<ColumnRef> VALUE =
            Key.column("value", "The column of numbers that shade the cells.").require();

    @Override
    public String name() {
        return "heatmap";
    }

    @Override
    public String says() {
        return "A grid of shaded cells: where and when most of it happens.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(List.of(ChartKeys.X, Y, VALUE), ChartKeys.WORDS, List.of(ChartKeys.X_FORMAT));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        return draw(options, frame, context, Optional.empty());
    }

    /// @param numbers the table that comes under the drawing
    Html draw(Options options, Frame frame, DrawContext context, Optional<Numbers> numbers) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        HeatmapData data = HeatmapData.read(options, frame, context);
        if (data.values().isEmpty()) {
            return figure.empty();
        }
        HeatmapGrid grid = new HeatmapGrid(data, figure.valueText(), options.has(ChartKeys.X_FORMAT), numbers);
        ChartFigure.About about =
                new ChartFigure.About(options.get(VALUE).name(), grid.description(context.words()), "");
        return figure.draw(about, grid::paint);
    }
}

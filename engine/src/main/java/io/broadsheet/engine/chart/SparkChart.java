package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;

/// A small line without axes, for a glance: a row for each series with its name, its course and its last value. Each
/// row has its own range; a dotted line marks where it began.
final class SparkChart implements Component {
    private static final double ROW = 44;
    private static final double PAD = 6;
    private static final double NAME = 120;
    private static final double COURSE = 168;

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public String says() {
        return "A small line without axes, with its last value.";
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(
                List.of(ChartKeys.X, ChartKeys.Y, ChartKeys.COLOR), ChartKeys.WORDS, List.of(ChartKeys.X_FORMAT));
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        XyData data = MissingDates.opened(XyReader.read(options, frame, context));
        if (data.isEmpty()) {
            return figure.empty();
        }
        ValueText text = figure.valueText();
        String description = Described.of(name(), data, text, context.words());
        // Small as it is, one drawing serves every page.
        return figure.drawOnce(new ChartFigure.About(data.yName(), description, ""), paint(data, text));
    }

    private static Drawing paint(XyData data, ValueText text) {
        boolean several = data.series().size() > 1;
        double left = several ? NAME : 0;
        List<Mark> marks = new ArrayList<>();
        int row = 0;
        for (Series s : data.series()) {
            if (s.last() >= 0) {
                marks.addAll(
                        row(s, data, text, new Plot(left + 4, row * ROW + PAD, left + COURSE, (row + 1) * ROW - PAD)));
                row++;
            }
        }
        return new Drawing(Sheet.NARROW.width(), row * ROW, marks);
    }

    private static List<Mark> row(Series s, XyData data, ValueText text, Plot plot) {
        XyData single = new XyData(data.places(), List.of(s), data.xName(), data.yName());
        double low = single.values().min().orElse(0);
        double high = single.values().max().orElse(0);
        LinearScale y = new LinearScale(low, high, plot.bottom(), plot.top());
        LinearScale x = new LinearScale(0, Math.max(1, data.places().size() - 1), plot.left(), plot.right());
        List<List<Mark.Spot>> runs = SeriesShape.runs(s, i -> new Mark.Spot(x.at(i), y.at(s.at(i))));
        double middle = (plot.top() + plot.bottom()) / 2 + 4;
        double end = plot.right() + 12;
        List<Mark> marks = new ArrayList<>();
        if (plot.left() > NAME) {
            marks.add(Mark.Label.of(0, middle, s.name(), Mark.Anchor.START, Ink.TEXT)
                    .cutTo(NAME - 8));
        }
        double start = runs.getFirst().getFirst().y();
        marks.add(new Mark.Rule(plot.left(), start, plot.right(), start, Ink.GRID));
        marks.add(new Mark.Line(runs, Ink.ACCENT, 1.5, new Tooltips(single, text).ofSeries(s)));
        Mark.Spot last = runs.getLast().getLast();
        marks.add(new Mark.Dot(last.x(), last.y(), 3, Ink.ACCENT, ""));
        String value = text.exact(s.values().get(s.last()));
        marks.add(Mark.Label.strong(end, middle, value, Mark.Anchor.START, Ink.TEXT)
                .cutTo(Sheet.NARROW.width() - end));
        return marks;
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;

/// Lines along time, numbers or text. A missing value is a gap, and so is a date that is left out of regular ones; a
/// value between two gaps is a dot.
final class LineChart implements Component {
    @Override
    public String name() {
        return "line";
    }

    @Override
    public String says() {
        return "Lines: how values move, one line for each series; a missing value, or a date left out, is a gap.";
    }

    @Override
    public List<Key<?>> keys() {
        return ChartKeys.OVERLAID;
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        ChartFigure figure = new ChartFigure(name(), options, context);
        XyData data = MissingDates.opened(XyReader.read(options, frame, context));
        if (data.isEmpty()) {
            return figure.empty();
        }
        ValueText text = figure.valueText();
        Overlays overlays = OverlayReader.read(options, frame, context, data);
        String description = Described.of(name(), data, text, overlays);
        String note = overlays.caption(data.series().size() > 1, false, context.words());
        XyFrame.Over over =
                new XyFrame.Over(overlays, text, false, data.series().size() == 1);
        return figure.draw(
                new ChartFigure.About(data.yName(), description, note),
                sheet -> paint(
                        data,
                        new XyFrame.Request(
                                sheet, options, context.formats(), false, EndLabels.texts(data, text), over),
                        text));
    }

    private static Drawing paint(XyData data, XyFrame.Request request, ValueText text) {
        Overlays overlays = request.over().overlays();
        YAxis y = YAxis.near(overlays.widened(data.values()), text, 4);
        XyFrame frame = XyFrame.lay(request, data, y);
        Tooltips tooltips = new Tooltips(data, text, overlays);
        List<Mark> fields = tooltips.fields(frame.x(), frame.plot(), request.sheet());
        List<Mark> marks = new ArrayList<>();
        for (Series s : data.series()) {
            String tooltip = fields.isEmpty() && !request.sheet().isNarrow() ? tooltips.ofSeries(s) : "";
            marks.add(new Mark.Line(SeriesShape.runs(s, frame), data.ink(s), 2, tooltip));
        }
        for (Series s : data.series()) {
            marks.addAll(SeriesShape.loneDots(s, frame, data.ink(s).solid()));
        }
        List<EndLabels.End> ends = new ArrayList<>();
        marks.addAll(ends(data, frame, request.ends(), ends));
        return frame.drawing(data, marks, ends, fields);
    }

    /// A dot at each line's last value, and its name (a single line's value) beside.
    private static List<Mark> ends(XyData data, XyFrame frame, List<String> texts, List<EndLabels.End> ends) {
        List<Mark> marks = new ArrayList<>();
        for (Series s : data.series()) {
            int last = s.last();
            if (last >= 0) {
                double at = frame.scale().at(s.at(last));
                Ink ink = data.ink(s).solid();
                marks.add(new Mark.Dot(frame.x().centers().get(last), at, 3, ink, ""));
                ends.add(new EndLabels.End(texts.get(s.slot()), at, ink));
            }
        }
        return marks;
    }
}

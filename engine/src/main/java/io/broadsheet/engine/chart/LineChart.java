package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

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
        return Key.join(
                ChartKeys.OVERLAID,
                List.of(OverlayKeys.X_LINES, DataKeys.MISSING, DataKeys.SCALE, DataKeys.X_SCALE),
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
        boolean log = options.get(DataKeys.SCALE) == DataKeys.ScaleKind.LOG;
        return new XyPanels(figure, frame, data, false, shaped.notes())
                .draw(new Painter(text, log), EndLabels.texts(data, text));
    }

    private record Painter(ValueText text, boolean log) implements XyPainter {
        @Override
        public DoubleStream extent(XyData data, Overlays overlays) {
            return overlays.widened(data.values());
        }

        @Override
        public boolean stacked() {
            return false;
        }

        @Override
        public YAxis axis(DoubleStream extent) {
            return log ? YAxis.log(extent, text, 4) : YAxis.near(extent, text, 4);
        }

        @Override
        public Drawing paint(XyData data, YAxis y, XyFrame.Request request) {
            XyFrame frame = XyFrame.lay(request, data, y);
            Tooltips tooltips = new Tooltips(data, text, request.over().overlays());
            boolean connected = request.options().get(DataKeys.MISSING) == DataKeys.Missing.CONNECT;
            List<Mark> fields = tooltips.fields(frame.x(), frame.plot(), request.sheet());
            List<Mark> marks = new ArrayList<>();
            List<Mark> dots = new ArrayList<>();
            for (Series s : data.series()) {
                List<List<Mark.Spot>> runs = SeriesShape.runs(s, frame, connected);
                String tooltip = fields.isEmpty() && !request.sheet().isNarrow() ? tooltips.ofSeries(s) : "";
                if (!runs.isEmpty()) {
                    int pattern = frame.direct() || data.slots().size() < 2 ? 0 : XyFrame.pattern(s);
                    marks.add(new Mark.Line(runs, data.ink(s), 2, pattern, tooltip));
                }
                dots.addAll(SeriesShape.loneDots(runs, data.ink(s).solid()));
            }
            marks.addAll(dots);
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
                    if (frame.direct()) {
                        ends.add(new EndLabels.End(texts.get(s.slot()), at, ink));
                    }
                }
            }
            return marks;
        }
    }
}

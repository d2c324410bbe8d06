package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Filled lines, one before the other.
record OverlaidAreas(ValueText text) implements XyPainter {
    private static final double OPACITY = 0.16;

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
        return YAxis.fromZero(extent, text, 4);
    }

    @Override
    public Drawing paint(XyData data, YAxis y, XyFrame.Request request) {
        XyFrame frame = XyFrame.lay(request, data, y);
        boolean connected = request.options().get(DataKeys.MISSING) == DataKeys.Missing.CONNECT;
        double zero = frame.scale().at(0);
        List<Mark> marks = new ArrayList<>();
        List<EndLabels.End> ends = new ArrayList<>();
        for (Series s : data.series()) {
            List<List<Mark.Spot>> runs = SeriesShape.runs(s, frame, connected);
            runs.forEach(run -> marks.add(new Mark.Area(
                    outline(run, List.of(foot(run.getFirst(), zero), foot(run.getLast(), zero))),
                    data.ink(s).withOpacity(OPACITY),
                    false,
                    "")));
            if (!runs.isEmpty()) {
                int pattern = frame.direct() || data.slots().size() < 2 ? 0 : XyFrame.pattern(s);
                marks.add(new Mark.Line(runs, data.ink(s), 2, pattern, ""));
                marks.addAll(SeriesShape.loneDots(runs, data.ink(s).solid()));
            }
            if (!runs.isEmpty() && frame.direct()) {
                double end = runs.getLast().getLast().y();
                ends.add(new EndLabels.End(request.ends().get(s.slot()), end, data.ink(s)));
            }
        }
        return finish(data, request, text, frame, marks, ends);
    }

    private static Mark.Spot foot(Mark.Spot spot, double zero) {
        return new Mark.Spot(spot.x(), zero);
    }

    /// There along the upper line and back along the lower one.
    static List<Mark.Spot> outline(List<Mark.Spot> upper, List<Mark.Spot> lower) {
        List<Mark.Spot> outline = new ArrayList<>(upper);
        outline.addAll(lower.reversed());
        return outline;
    }

    static Drawing finish(
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

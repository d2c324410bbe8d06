package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Filled lines that stand on each other: their values, or their shares of 100 %.
record StackedAreas(ValueText text, boolean share) implements XyPainter {
    private static final double OPACITY = 0.85;

    @Override
    public DoubleStream extent(XyData data, Overlays overlays) {
        return DoubleStream.concat(
                overlays.widened(data.values()),
                IntStream.range(0, data.places().size()).mapToDouble(data::total));
    }

    @Override
    public boolean stacked() {
        return true;
    }

    @Override
    public YAxis axis(DoubleStream extent) {
        return share ? YAxis.shares(text.formats()) : YAxis.fromZero(extent, text, 4);
    }

    @Override
    public Drawing paint(XyData data, YAxis y, XyFrame.Request request) {
        XyFrame frame = XyFrame.lay(request, data, y);
        boolean connected = request.options().get(DataKeys.MISSING) == DataKeys.Missing.CONNECT;
        List<Integer> places = IntStream.range(0, data.places().size())
                .filter(i -> !connected || hasPart(data, i))
                .boxed()
                .toList();
        List<Mark> marks = new ArrayList<>();
        List<EndLabels.End> ends = new ArrayList<>();
        double[] under = new double[data.places().size()];
        for (Series s : data.series()) {
            double[] parts = parts(data, s, places, frame.x().centers(), connected);
            List<Mark.Spot> lower = new ArrayList<>();
            List<Mark.Spot> upper = new ArrayList<>();
            Ink ink = data.fill(s).withOpacity(OPACITY * data.fill(s).opacity());
            for (int i = 0; i < places.size(); i++) {
                int place = places.get(i);
                if (!hasPart(data, place)) {
                    continue;
                }
                if (i > 0 && !hasPart(data, places.get(i - 1))) {
                    lower.clear();
                    upper.clear();
                }
                double x = frame.x().centers().get(place);
                lower.add(new Mark.Spot(x, frame.scale().at(under[place])));
                under[place] += Double.isNaN(parts[place]) ? 0 : parts[place];
                upper.add(new Mark.Spot(x, frame.scale().at(under[place])));
                if (i == places.size() - 1 || !hasPart(data, places.get(i + 1))) {
                    marks.add(new Mark.Area(OverlaidAreas.outline(upper, lower), ink, true, ""));
                }
            }
            if (frame.direct() && !lower.isEmpty()) {
                double middle = (lower.getLast().y() + upper.getLast().y()) / 2;
                ends.add(new EndLabels.End(request.ends().get(s.slot()), middle, data.ink(s)));
            }
        }
        return OverlaidAreas.finish(data, request, text, frame, marks, ends);
    }

    private boolean hasPart(XyData data, int place) {
        return data.has(place) && (!share || data.total(place) > 0);
    }

    /// What each place adds to the stack. Over a gap that is to be connected, what lies on the straight line between
    /// its neighbours, so that what stands on it doesn't fall in.
    private static double[] parts(
            XyData data, Series s, List<Integer> places, List<Double> centers, boolean connected) {
        double[] parts = IntStream.range(0, data.places().size())
                .mapToDouble(i -> data.part(s, i))
                .toArray();
        int before = -1;
        for (int place : places) {
            if (Double.isNaN(parts[place])) {
                continue;
            }
            if (connected && before >= 0 && place - before > 1) {
                double start = centers.get(before);
                double width = centers.get(place) - start;
                for (int i = before + 1; i < place; i++) {
                    double along = width == 0 ? 0 : (centers.get(i) - start) / width;
                    parts[i] = parts[before] + along * (parts[place] - parts[before]);
                }
            }
            before = place;
        }
        return parts;
    }
}

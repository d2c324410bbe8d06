package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;

/// What surrounds series along x: the axes, and the series' names at their ends or in a legend.
///
/// @param direct whether something is written at the series' ends
record XyFrame(Plot plot, XAxis x, YAxis y, LinearScale scale, Legend legend, boolean direct, double height) {
    static final int DEFAULT_HEIGHT = 300;

    /// What values beside the marks need over the highest and under the lowest.
    private static final double HEADROOM = 14;

    private static final double LEAST_PLOT = 90;

    /// @param bands whether places need a width
    /// @param ends what to write where each series ends at the right; empty for series that don't, such as bars
    record Request(Sheet sheet, Options options, Formats formats, boolean bands, List<String> ends) {}

    static XyFrame lay(Request request, XyData data, YAxis y) {
        boolean direct = EndLabels.fit(request.ends(), request.sheet());
        XyFrame frame = lay(request, data, y, direct);
        boolean crowded =
                request.ends().size() * TextWidth.LINE_PX > frame.plot().height();
        return direct && crowded ? lay(request, data, y, false) : frame;
    }

    private static XyFrame lay(Request request, XyData data, YAxis y, boolean direct) {
        Sheet sheet = request.sheet();
        double height = sheet.height(request.options().find(ChartKeys.HEIGHT).orElse(DEFAULT_HEIGHT));
        boolean named = direct || data.series().size() == 1;
        Legend legend = named ? Legend.none(sheet) : legend(data, sheet, request.bands());
        double left = y.labelWidth();
        double right = sheet.width() - (direct ? EndLabels.width(request.ends()) : request.bands() ? 0 : 12);
        XAxis x = new XAxisLayout(sheet, request.formats(), request.options().find(ChartKeys.X_FORMAT), request.bands())
                .lay(data.places(), left, right);
        double top = Plot.TOP + legend.height();
        double total = Math.max(height + legend.height(), top + x.height() + LEAST_PLOT);
        Plot plot = new Plot(left, top, right, total - x.height());
        double head = y.isBare() ? HEADROOM : 0;
        double foot = y.isBare() && y.from() < 0 ? HEADROOM : 0;
        LinearScale scale = y.scale(plot.bottom() - foot, top + head);
        return new XyFrame(plot, x, y, scale, legend, direct, total);
    }

    private static Legend legend(XyData data, Sheet sheet, boolean filled) {
        return new Legend(
                data.series().stream()
                        .map(s -> new Legend.Entry(s.name(), filled ? data.fill(s) : data.ink(s)))
                        .toList(),
                sheet);
    }

    /// Grid, axes and legend: what stands behind the series.
    List<Mark> behind() {
        List<Mark> marks = new ArrayList<>(legend.marks());
        marks.addAll(y.marks(scale, plot.left(), plot.right()));
        marks.addAll(x.marks(plot.bottom()));
        return marks;
    }

    Drawing drawing(Sheet sheet, List<Mark> marks) {
        return new Drawing(sheet.width(), height, marks);
    }
}

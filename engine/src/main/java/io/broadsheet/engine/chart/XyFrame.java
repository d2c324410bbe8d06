package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What surrounds series along x: the axes, the series' names at their ends or in a legend, and what is drawn over the
/// data.
///
/// @param direct whether something is written at the series' ends
/// @param strip the bands
record XyFrame(
        Request request,
        Plot plot,
        XAxis x,
        YAxis y,
        Scale scale,
        Legend legend,
        BandStrip strip,
        boolean direct,
        double height) {
    static final int DEFAULT_HEIGHT = 300;

    /// What values beside the marks need over the highest and under the lowest.
    private static final double HEADROOM = 14;

    private static final double LEAST_PLOT = 90;
    private static final int PATTERNS = 8;

    /// @param bands whether places need a width
    /// @param ends what to write where each series ends at the right; empty for series that don't, such as bars
    /// @param over what is drawn over the data
    /// @param panel what of the surroundings is drawn: all, or in one of several small charts what no neighbour has
    record Request(
            Sheet sheet, Options options, Formats formats, boolean bands, List<String> ends, Over over, Panel panel) {
        /// What is written at the ends of what is drawn over the data; small charts have no room for it.
        List<String> overEnds() {
            return panel.whole() ? over.ends(sheet) : List.of();
        }
    }

    /// What is drawn over the data, and how its values are written.
    ///
    /// @param stacked whether series stand on each other
    /// @param named whether earlier values have their name at their end
    record Over(Overlays overlays, ValueText text, boolean stacked, boolean named) {
        /// What is written at the ends of the levels, and last of the earlier values.
        List<String> ends(Sheet sheet) {
            List<String> ends = new ArrayList<>();
            overlays.levels().forEach(l -> ends.add(end(l.label(), l.last(), sheet)));
            ghost().ifPresent(g -> ends.add(full(g.label(), g.last(), sheet)));
            return ends;
        }

        /// Where it has room, as a single series has its last value.
        private String full(String label, double last, Sheet sheet) {
            String full = label + " " + text.written(last);
            return TextWidth.of(full) <= EndLabels.most(sheet) ? full : end(label, last, sheet);
        }

        Optional<Overlays.Ghost> ghost() {
            return overlays.ghost().filter(g -> named);
        }

        private String end(String label, double last, Sheet sheet) {
            return TextWidth.cutBefore(label, " " + text.brief(last), EndLabels.most(sheet));
        }
    }

    static XyFrame lay(Request request, XyData data, YAxis y) {
        return lay(
                request,
                data,
                y,
                data.series().size() == 1
                        ? Legend.none(request.sheet())
                        : legend(
                                data,
                                request.sheet(),
                                request.bands() || request.over().stacked()));
    }

    /// @param legend what names the series where there is no room at their ends
    static XyFrame lay(Request request, XyData data, YAxis y, Legend legend) {
        if (!request.panel().whole()) {
            return small(request, data, y);
        }
        boolean direct = EndLabels.fit(request.ends(), request.sheet());
        Legend none = Legend.none(request.sheet());
        XyFrame frame = lay(request, data, y, direct ? none : legend, direct);
        int labels = request.ends().size() + request.overEnds().size();
        boolean crowded = labels * TextWidth.LINE_PX > frame.plot().height();
        return direct && crowded ? lay(request, data, y, legend, false) : frame;
    }

    private static XyFrame lay(Request request, XyData data, YAxis y, Legend legend, boolean direct) {
        Sheet sheet = request.sheet();
        double height = sheet.height(request.options().find(ChartKeys.HEIGHT).orElse(DEFAULT_HEIGHT));
        double left = y.labelWidth();
        List<String> ends = Stream.concat(direct ? request.ends().stream() : Stream.of(), request.overEnds().stream())
                .toList();
        double right = sheet.width() - (ends.isEmpty() ? request.bands() ? 0 : 12 : EndLabels.width(ends));
        XAxis x = new XAxisLayout(sheet, request.formats(), request.options().find(ChartKeys.X_FORMAT), request.bands())
                .lay(data.places(), left, right);
        BandStrip strip = BandStrip.lay(request.over().overlays().bands(), x, left, right, request.bands());
        double top = Plot.TOP + legend.height() + strip.height();
        double total = Math.max(height + legend.height(), top + x.height() + LEAST_PLOT);
        Plot plot = new Plot(left, top, right, total - x.height());
        double head = y.isBare() ? HEADROOM : 0;
        double foot = y.isBare() && y.from() < 0 ? HEADROOM : 0;
        Scale scale = y.scale(plot.bottom() - foot, top + head);
        return new XyFrame(request, plot, x, y, scale, legend, strip, direct, total);
    }

    /// One of several small charts, whose legend stands over all of them.
    private static XyFrame small(Request request, XyData data, YAxis labelled) {
        Panel panel = request.panel();
        YAxis y = panel.left() ? labelled : labelled.unlabelled();
        Sheet sheet = request.sheet();
        double left = y.labelWidth();
        double right = sheet.width() - (request.bands() ? 0 : 5);
        XAxis x = new XAxisLayout(sheet, request.formats(), request.options().find(ChartKeys.X_FORMAT), request.bands())
                .lay(data.places(), left, right);
        BandStrip strip = BandStrip.lay(request.over().overlays().bands(), x, left, right, request.bands());
        double top = Plot.TOP + strip.height();
        Plot plot = new Plot(left, top, right, top + panel.plotHeight());
        double height = plot.bottom() + (panel.bottom() ? x.height() : 6);
        Scale scale = y.scale(plot.bottom(), plot.top());
        return new XyFrame(request, plot, x, y, scale, Legend.none(sheet), strip, false, height);
    }

    static Legend legend(XyData data, Sheet sheet, boolean filled) {
        return new Legend(
                data.series().stream()
                        .map(s -> filled
                                ? new Legend.Entry(s.name(), data.fill(s), new Legend.Sample.Fill())
                                : new Legend.Entry(s.name(), data.ink(s), new Legend.Sample.Stroke(pattern(s))))
                        .toList(),
                sheet);
    }

    /// How a series that a legend names is dashed in print; the first is not.
    static int pattern(Series series) {
        return series.slot() % PATTERNS;
    }

    /// Bands, grid, axes and legend: what stands behind the series.
    private List<Mark> behind() {
        List<Mark> marks = new ArrayList<>(legend.marks());
        marks.addAll(strip.marks(plot));
        marks.addAll(y.marks(scale, plot.left(), plot.right()));
        marks.addAll(request.panel().bottom() ? x.marks(plot.bottom()) : List.of());
        return marks;
    }

    /// The whole drawing.
    ///
    /// @param series the marks of the data
    /// @param ends where series end
    /// @param fields what shows tooltips, over all else
    Drawing drawing(XyData data, List<Mark> series, List<EndLabels.End> ends, List<Mark> fields) {
        List<Mark> marks = new ArrayList<>(behind());
        OverlayMarks over = new OverlayMarks(this, data);
        marks.addAll(over.ghosts());
        marks.addAll(series);
        List<EndLabels.End> all = new ArrayList<>(direct ? ends : List.of());
        marks.addAll(over.levels(all));
        marks.addAll(EndLabels.marks(all, this));
        double bottom = over.notes(marks, series, height);
        marks.addAll(fields);
        return new Drawing(request.sheet().width(), bottom, marks);
    }
}

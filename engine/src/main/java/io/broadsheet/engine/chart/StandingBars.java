package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Bars that stand on the zero line.
record StandingBars(XyData data, List<BarPiece> pieces, int lanes, ValueText text) {
    private static final double SHARE = 0.72;
    private static final double WIDEST_LANE = 48;
    private static final int MOST_LABELLED = 24;
    private static final double INSIDE = 18;

    Drawing paint(XyFrame.Request request) {
        Overlays overlays = request.over().overlays();
        YAxis y = YAxis.fromZero(overlays.widened(BarPiece.ends(pieces)), text, 4);
        XyFrame bare = XyFrame.lay(request, data, YAxis.bare(BarPiece.ends(pieces)));
        List<String> labels = overlays.needAxis() ? List.of() : labels(bare.x().band());
        XyFrame frame = labels.isEmpty() ? XyFrame.lay(request, data, y) : bare;
        List<Mark> marks = new ArrayList<>(bars(frame, request.sheet(), overlays));
        for (int i = 0; i < labels.size(); i++) {
            marks.addAll(label(i, labels.get(i), frame));
        }
        if (lanes < data.series().size() && !overlays.needAxis()) {
            marks.addAll(inside(frame));
        }
        return frame.drawing(data, marks, List.of(), List.of());
    }

    /// A text for each place, if all of them have room; otherwise none.
    private List<String> labels(double band) {
        if (data.series().size() > 1 || data.places().size() > MOST_LABELLED) {
            return List.of();
        }
        List<String> written = texts(text::written);
        if (TextWidth.widest(written) <= band - 4) {
            return written;
        }
        List<String> brief = texts(text::brief);
        return TextWidth.widest(brief) <= band - 4 ? brief : List.of();
    }

    private List<String> texts(Function<Number, String> writer) {
        Series series = data.series().getFirst();
        return IntStream.range(0, data.places().size())
                .mapToObj(i -> {
                    Number value = series.values().get(i);
                    return value == null || !series.has(i) ? "" : writer.apply(value);
                })
                .toList();
    }

    /// Values in the layers of stacked bars that have room for them, if most have.
    private List<Mark> inside(XyFrame frame) {
        double width = barWidth(frame) - 6;
        List<Mark> marks = new ArrayList<>();
        for (BarPiece piece : pieces) {
            Number value = piece.series().values().get(piece.place());
            double start = frame.scale().at(piece.from());
            double end = frame.scale().at(piece.to());
            String label = value == null ? "" : text.brief(value);
            Ink fill = data.fill(piece.series());
            if (Math.abs(end - start) >= INSIDE && TextWidth.of(label) <= width && fill.opacity() == 1) {
                double x = frame.x().centers().get(piece.place());
                marks.add(Mark.Label.of(x, (start + end) / 2 + 4, label, Mark.Anchor.MIDDLE, fill.onTop()));
            }
        }
        return marks.size() * 2 >= pieces.size() ? marks : List.of();
    }

    private double barWidth(XyFrame frame) {
        return Math.max(1, Math.min(frame.x().band() * SHARE, WIDEST_LANE * lanes));
    }

    private static List<Mark> label(int place, String label, XyFrame frame, double value) {
        double at = frame.scale().at(value);
        double y = value < 0 ? at + 14 : at - 5;
        double x = frame.x().centers().get(place);
        return label.isEmpty() ? List.of() : List.of(Mark.Label.of(x, y, label, Mark.Anchor.MIDDLE, Ink.TEXT));
    }

    private List<Mark> label(int place, String label, XyFrame frame) {
        return label(place, label, frame, data.series().getFirst().at(place));
    }

    private List<Mark> bars(XyFrame frame, Sheet sheet, Overlays overlays) {
        double all = barWidth(frame);
        double lane = all / lanes;
        double gap = lane > 6 && lanes > 1 ? 1 : 0;
        boolean stacked = lanes < data.series().size();
        Tooltips tooltips = new Tooltips(data, text, overlays);
        List<Mark> marks = new ArrayList<>();
        List<Mark> strokes = new ArrayList<>();
        for (BarPiece piece : pieces) {
            double x = frame.x().centers().get(piece.place()) - all / 2 + piece.lane() * lane;
            double start = frame.scale().at(piece.from());
            double end = frame.scale().at(piece.to());
            marks.add(new Mark.Box(
                    x,
                    Math.min(start, end),
                    lane - gap,
                    Math.abs(end - start),
                    data.fill(piece.series()),
                    false,
                    stacked && all > 8,
                    sheet.hasTooltips(pieces.size()) ? tooltips.of(piece.series(), piece.place()) : ""));
            double before = overlays.ghost()
                    .map(g -> g.at(piece.series(), piece.place()))
                    .orElse(Double.NaN);
            if (!stacked && !Double.isNaN(before)) {
                double at = frame.scale().at(before);
                double edge = Math.min(3, lane * 0.15);
                strokes.add(new Mark.Line(
                        List.of(List.of(new Mark.Spot(x - edge, at), new Mark.Spot(x + lane - gap + edge, at))),
                        Ink.TEXT,
                        2,
                        ""));
            }
        }
        marks.addAll(strokes);
        return marks;
    }
}

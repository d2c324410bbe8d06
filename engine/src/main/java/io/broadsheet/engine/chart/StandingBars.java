package io.broadsheet.engine.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Bars that stand on the zero line, beside or on each other.
record StandingBars(ValueText text, boolean stack, boolean share) implements XyPainter {
    private static final double SHARE = 0.72;
    private static final double WIDEST_LANE = 48;
    private static final int MOST_LABELLED = 24;
    private static final double INSIDE = 18;

    @Override
    public DoubleStream extent(XyData data, Overlays overlays) {
        return overlays.widened(BarPiece.ends(BarPiece.of(data, stack)));
    }

    @Override
    public boolean stacked() {
        return stack;
    }

    @Override
    public YAxis axis(DoubleStream extent) {
        return share ? YAxis.shares(text.formats()) : YAxis.fromZero(extent, text, 4);
    }

    @Override
    public Drawing paint(XyData data, YAxis y, XyFrame.Request request) {
        List<BarPiece> pieces = BarPiece.of(data, stack);
        List<String> labels = List.of();
        XyFrame frame = XyFrame.lay(request, data, y);
        Overlays overlays = request.over().overlays();
        if (request.panel().whole() && data.series().size() == 1 && !overlays.needAxis()) {
            XyFrame bare = XyFrame.lay(request, data, YAxis.bare(BarPiece.ends(pieces)));
            labels = labels(data, bare.x().band());
            frame = labels.isEmpty() ? frame : bare;
        }
        List<Mark> marks = new ArrayList<>();
        marks.addAll(bars(data, pieces, frame, request.sheet(), overlays));
        for (int i = 0; i < labels.size(); i++) {
            marks.addAll(label(i, labels.get(i), frame, data.series().getFirst().at(i)));
        }
        if (stack && data.series().size() > 1 && request.panel().whole() && !overlays.needAxis()) {
            marks.addAll(inside(data, pieces, frame));
        }
        return frame.drawing(data, marks, List.of(), List.of());
    }

    /// A text for each place, if all of them have room; otherwise none.
    private List<String> labels(XyData data, double band) {
        if (data.places().size() > MOST_LABELLED) {
            return List.of();
        }
        List<String> written = texts(data, text::written);
        if (TextWidth.widest(written) <= band - 4) {
            return written;
        }
        List<String> brief = texts(data, text::brief);
        return TextWidth.widest(brief) <= band - 4 ? brief : List.of();
    }

    private static List<String> texts(XyData data, Function<Number, String> writer) {
        Series series = data.series().getFirst();
        return IntStream.range(0, data.places().size())
                .mapToObj(i -> {
                    Number value = series.values().get(i);
                    return value == null || !series.has(i) ? "" : label(data, value, writer);
                })
                .toList();
    }

    /// Values in the layers of stacked bars that are high enough for them, if most are, and if none is too wide: with
    /// 9 in one layer and nothing in the next, that one would look empty.
    private List<Mark> inside(XyData data, List<BarPiece> pieces, XyFrame frame) {
        double width = barWidth(frame, 1) - 6;
        List<Mark> marks = new ArrayList<>();
        for (BarPiece piece : pieces) {
            double start = frame.scale().at(piece.from());
            double end = frame.scale().at(piece.to());
            String label = inside(data, piece);
            Ink fill = data.fill(piece.series());
            if (Math.abs(end - start) >= INSIDE && fill.opacity() == 1) {
                if (TextWidth.of(label) > width) {
                    return List.of();
                }
                double x = frame.x().centers().get(piece.place());
                marks.add(Mark.Label.of(x, (start + end) / 2 + 4, label, Mark.Anchor.MIDDLE, fill.onTop()));
            }
        }
        return marks.size() * 2 >= pieces.size() ? marks : List.of();
    }

    private String inside(XyData data, BarPiece piece) {
        Number value = piece.series().values().get(piece.place());
        if (share) {
            return text.formats().percent(data.part(piece.series(), piece.place()), 0);
        }
        return value == null ? "" : text.brief(value);
    }

    private static double barWidth(XyFrame frame, int lanes) {
        return Math.max(1, Math.min(frame.x().band() * SHARE, WIDEST_LANE * lanes));
    }

    /// A value; where its sign is news, an arrow says it.
    static String label(XyData data, Number value, Function<Number, String> writer) {
        double at = value.doubleValue();
        if (data.look().meaning().isEmpty() || at == 0) {
            return writer.apply(value);
        }
        return Look.Meaning.arrow(at) + writer.apply(at < 0 ? new BigDecimal(value.toString()).negate() : value);
    }

    private static List<Mark> label(int place, String label, XyFrame frame, double value) {
        double at = frame.scale().at(value);
        double y = value < 0 ? at + 14 : at - 5;
        double x = frame.x().centers().get(place);
        return label.isEmpty() ? List.of() : List.of(Mark.Label.of(x, y, label, Mark.Anchor.MIDDLE, Ink.TEXT));
    }

    private List<Mark> bars(XyData data, List<BarPiece> pieces, XyFrame frame, Sheet sheet, Overlays overlays) {
        int lanes = stack ? 1 : data.series().size();
        double all = barWidth(frame, lanes);
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
                    data.fill(piece.series(), piece.place()),
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

package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Bars that lie, one row for each place, names at the left.
///
/// @param range the bars that share the scale: these, and those of other small charts
/// @param overlays earlier values and references; bars that lie have no others
record LyingBars(
        XyData data,
        List<BarPiece> pieces,
        List<BarPiece> range,
        int lanes,
        ValueText text,
        Sheet sheet,
        Overlays overlays) {
    private static final double LANE = 18;
    private static final double ROW_GAP = 12;
    private static final double NAME_GAP = 10;
    private static final double NAMES_APART = 8;
    private static final double AXIS = 24;
    private static final double LEVEL = 16;
    private static final String DASHED = "4 4";

    Drawing paint(Optional<Integer> height) {
        return paint(height, data.series().size() > 1 ? XyFrame.legend(data, sheet, true) : Legend.none(sheet));
    }

    /// One of several small charts, whose legend stands over all of them.
    Drawing paintSmall() {
        return paint(Optional.empty(), Legend.none(sheet));
    }

    private Drawing paint(Optional<Integer> height, Legend legend) {
        int rows = data.places().size();
        boolean measured = data.series().size() > 1 || overlays.needAxis();
        double lane = lanes > 1 ? LANE * 0.75 : LANE;
        double foot = measured ? AXIS : 2;
        double row = height.map(h -> Math.max(16, (h - legend.height() - foot) / rows))
                .orElse(Math.max(lane * lanes + ROW_GAP, leastRow()));
        double top = legend.height() + 2 + overlays.levels().size() * LEVEL;
        Plot plot = new Plot(nameWidth() + NAME_GAP, top, sheet.width() - 2, top + row * rows);
        List<Mark> marks = new ArrayList<>(legend.marks());
        marks.addAll(names(plot, row));
        marks.addAll(measured ? withAxis(plot, row) : withValues(plot, row));
        return new Drawing(sheet.width(), plot.bottom() + foot, marks);
    }

    private double nameWidth() {
        double most = sheet.width() * (sheet.isNarrow() ? 0.36 : 0.3);
        return Math.min(most, TextWidth.widest(data.places().names()) + 1);
    }

    /// What a row needs so that names in two lines, one under the other, are not read as one.
    private double leastRow() {
        List<String> names = data.places().names();
        double width = nameWidth();
        boolean crowded = IntStream.range(1, names.size())
                .anyMatch(i -> TextWidth.of(names.get(i - 1)) > width && TextWidth.of(names.get(i)) > width);
        return crowded ? 2 * TextWidth.LINE_PX + NAMES_APART : 0;
    }

    private List<Mark> names(Plot plot, double row) {
        List<Mark> marks = new ArrayList<>();
        int mostLines = row >= 2 * TextWidth.LINE_PX ? 2 : 1;
        for (int i = 0; i < data.places().size(); i++) {
            String name = data.places().names().get(i);
            List<String> lines = TextWidth.wrap(name, nameWidth(), mostLines);
            String full = String.join(" ", lines).equals(name) ? "" : name;
            double y = plot.top() + (i + 0.5) * row + 4 - (lines.size() - 1) * TextWidth.LINE_PX / 2;
            for (String line : lines) {
                marks.add(
                        new Mark.Label(plot.left() - NAME_GAP, y, line, Mark.Anchor.END, Ink.TEXT, false, false, full));
                y += TextWidth.LINE_PX;
            }
        }
        return marks;
    }

    private List<Mark> withAxis(Plot plot, double row) {
        double right = plot.right() - 24;
        YAxis axis = axis(1).zeroOnly();
        for (int wanted : new int[] {6, 5, 4, 3, 2, 1}) {
            YAxis finer = axis(wanted);
            LinearScale scale = new LinearScale(finer.from(), finer.to(), plot.left(), right);
            if (Tick.fit(finer.ticks(), scale, 48, sheet.width())) {
                axis = finer;
                break;
            }
        }
        LinearScale scale = new LinearScale(axis.from(), axis.to(), plot.left(), right);
        List<Mark> marks = new ArrayList<>(axis.marksAcross(scale, plot, sheet.width()));
        marks.addAll(bars(scale, plot, row));
        marks.addAll(levels(scale, plot, row));
        return marks;
    }

    private YAxis axis(int wanted) {
        return data.share()
                ? YAxis.shares(text.formats())
                : YAxis.fromZero(overlays.widened(BarPiece.ends(range)), text, wanted);
    }

    /// Values stand at the bars' ends; the scale leaves them room.
    private List<Mark> withValues(Plot plot, double row) {
        boolean exact = TextWidth.widest(labels(range, true)) <= plot.width() * 0.4;
        List<String> labels = labels(pieces, exact);
        double room = Math.min(TextWidth.widest(labels(range, exact)), plot.width() * 0.4) + 8;
        double low = Math.min(0, BarPiece.ends(range).min().orElse(0));
        double high = Math.max(0, BarPiece.ends(range).max().orElse(0));
        LinearScale scale = new LinearScale(
                low,
                low == high ? 1 : high,
                plot.left() + (low < 0 ? room : 0),
                plot.right() - (high > 0 || low == 0 ? room : 0));
        List<Mark> marks = new ArrayList<>(bars(scale, plot, row));
        double zero = scale.at(0);
        marks.add(new Mark.Rule(zero, plot.top(), zero, plot.bottom(), Ink.BASE));
        for (int i = 0; i < pieces.size(); i++) {
            BarPiece piece = pieces.get(i);
            boolean under = piece.to() < 0 || (high == 0 && low < 0);
            double y = plot.top() + (piece.place() + 0.5) * row + 4;
            double x = scale.at(piece.to()) + (under ? -6 : 6);
            Mark.Anchor anchor = under ? Mark.Anchor.END : Mark.Anchor.START;
            marks.add(Mark.Label.of(x, y, labels.get(i), anchor, Ink.TEXT).cutTo(room - 6));
        }
        return marks;
    }

    /// The values in full where all of them have room, in a few characters otherwise: a number is not cut.
    private List<String> labels(List<BarPiece> of, boolean exact) {
        List<String> labels = new ArrayList<>();
        for (BarPiece p : of) {
            Number value = Objects.requireNonNull(p.series().values().get(p.place()));
            labels.add(StandingBars.label(data, value, exact ? text::exact : text::brief));
        }
        return labels;
    }

    private List<Mark> bars(LinearScale scale, Plot plot, double row) {
        double lane = Math.min((row - 4) / lanes, lanes > 1 ? LANE * 0.75 : Math.max(LANE, row * 0.62));
        boolean stacked = lanes < data.series().size();
        Tooltips tooltips = new Tooltips(data, text, overlays);
        List<Mark> marks = new ArrayList<>();
        List<Mark> strokes = new ArrayList<>();
        for (BarPiece piece : pieces) {
            double start = scale.at(piece.from());
            double end = scale.at(piece.to());
            double y = plot.top() + (piece.place() + 0.5) * row - lane * lanes / 2 + piece.lane() * lane;
            marks.add(new Mark.Box(
                    Math.min(start, end),
                    y,
                    Math.abs(end - start),
                    lane - (lanes > 1 ? 1 : 0),
                    data.fill(piece.series(), piece.place()),
                    false,
                    stacked,
                    sheet.hasTooltips(pieces.size()) ? tooltips.of(piece.series(), piece.place()) : ""));
            double before = overlays.ghost()
                    .map(g -> g.at(piece.series(), piece.place()))
                    .orElse(Double.NaN);
            if (!stacked && !Double.isNaN(before)) {
                strokes.add(upright(scale.at(before), y - 2, y + lane + 1, new Ink(Ink.TEXT.paint(), 1, ""), 2));
            }
        }
        marks.addAll(strokes);
        return marks;
    }

    /// Dashed lines over all bars, or one in each row where they differ; their labels stand over the plot, a row each.
    private List<Mark> levels(LinearScale scale, Plot plot, double row) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < overlays.levels().size(); i++) {
            Overlays.Level level = overlays.levels().get(i);
            Ink ink = level.target() ? Ink.TEXT : Ink.MUTED;
            Ink dashed = new Ink(ink.paint(), 1, DASHED);
            double bottomOfLabel = plot.top() - 4 - (overlays.levels().size() - 1 - i) * LEVEL;
            String value = level.varies() ? "" : " " + text.brief(level.last());
            String label = TextWidth.cutBefore(level.label(), value, plot.width());
            double half = TextWidth.bold(label) / 2 + 1;
            double x = level.varies() ? plot.right() - half : scale.at(level.last());
            double middle = Math.clamp(x, half, Math.max(half, sheet.width() - half));
            for (int p = 0; level.varies() && p < level.values().size(); p++) {
                double at = level.values().get(p);
                if (!Double.isNaN(at)) {
                    double top = plot.top() + p * row;
                    marks.add(upright(scale.at(at), top + 2, top + row - 2, dashed, 1.25));
                }
            }
            if (!level.varies()) {
                marks.add(upright(x, bottomOfLabel + 3, plot.bottom(), dashed, 1.25));
            }
            marks.add(Mark.Label.strong(middle, bottomOfLabel, label, Mark.Anchor.MIDDLE, ink));
        }
        return marks;
    }

    private static Mark upright(double x, double top, double bottom, Ink ink, double widthPx) {
        return new Mark.Line(List.of(List.of(new Mark.Spot(x, top), new Mark.Spot(x, bottom))), ink, widthPx, "");
    }
}

package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The bands behind a plot, and above it their labels in as few rows as they need. A label that finds no room in the
/// last row is left to the tooltips.
record BandStrip(List<Placed> placed, int rows) {
    private static final double ROW = 16;
    private static final int MOST_ROWS = 3;
    private static final double LONGEST = 180;
    private static final double GAP = 8;
    private static final Ink LINE = new Ink(Ink.MUTED.paint(), 1, "4 4");
    private static final double LINE_WIDTH = 1.25;
    private static final Ink FILL = Ink.ACCENT.withOpacity(0.1);

    /// @param line whether it is an upright line, at `left`
    /// @param row of the label; -1 where it has no room
    record Placed(double left, double right, boolean line, String label, double x, int row) {}

    BandStrip {
        placed = List.copyOf(placed);
    }

    static BandStrip lay(List<Overlays.Band> bands, XAxis x, double left, double right, boolean bars) {
        List<Placed> placed = new ArrayList<>();
        double[] reached = new double[MOST_ROWS];
        int rows = 0;
        List<Overlays.Band> inOrder = bands.stream()
                .sorted(java.util.Comparator.comparingDouble(Overlays.Band::from))
                .toList();
        for (Overlays.Band band : inOrder) {
            double start = Math.clamp(edge(x, band.from(), -1, bars), left, right);
            double end = Math.clamp(edge(x, band.to(), 1, bars), start, right);
            if (band.isLine()) {
                start = Math.clamp(center(x, band.from()), left, right);
                end = start;
            } else {
                // What lasts no time that shows is a line at least.
                end = Math.min(right, Math.max(end, start + 2));
                start = Math.min(start, end - 2);
            }
            String label = TextWidth.cut(band.label(), Math.min(LONGEST, right - left));
            double half = TextWidth.of(label) / 2;
            double middle = Math.clamp((start + end) / 2, left + half, Math.max(left + half, right - half));
            int row = label.isEmpty() ? -1 : freeRow(reached, middle - half);
            if (row >= 0) {
                reached[row] = middle + half + GAP;
                rows = Math.max(rows, row + 1);
            }
            placed.add(new Placed(start, end, band.isLine(), label, middle, row));
        }
        return new BandStrip(placed, rows);
    }

    private static int freeRow(double[] reached, double left) {
        for (int row = 0; row < reached.length; row++) {
            if (reached[row] <= left) {
                return row;
            }
        }
        return -1;
    }

    /// A whole place is taken to half way to its neighbour; a fraction stands where it is.
    private static double edge(XAxis x, double at, int side, boolean bars) {
        List<Double> centers = x.centers();
        int place = (int) Math.floor(at);
        if (at - place > 1e-9) {
            return center(x, at);
        }
        int next = place + side;
        Optional<Double> neighbour =
                next < 0 || next >= centers.size() ? Optional.empty() : Optional.of(centers.get(next));
        double half = bars || centers.size() == 1
                ? x.band() / 2
                : neighbour.map(n -> Math.abs(n - centers.get(place)) / 2).orElse(0.0);
        return centers.get(place) + side * half;
    }

    private static double center(XAxis x, double at) {
        List<Double> centers = x.centers();
        int place = (int) Math.floor(at);
        double part = at - place;
        return part > 1e-9
                ? centers.get(place) + part * (centers.get(place + 1) - centers.get(place))
                : centers.get(place);
    }

    double height() {
        return rows * ROW;
    }

    List<Mark> marks(Plot plot) {
        List<Mark> marks = new ArrayList<>();
        for (Placed p : placed) {
            if (p.line()) {
                List<Mark.Spot> run =
                        List.of(new Mark.Spot(p.left(), plot.top()), new Mark.Spot(p.left(), plot.bottom()));
                marks.add(new Mark.Line(List.of(run), LINE, LINE_WIDTH, ""));
            } else {
                marks.add(Mark.Box.of(p.left(), plot.top(), p.right() - p.left(), plot.height(), FILL, ""));
            }
        }
        for (Placed p : placed) {
            if (p.row() >= 0) {
                double y = plot.top() - 5 - (rows - 1 - p.row()) * ROW;
                marks.add(Mark.Label.of(p.x(), y, p.label(), Mark.Anchor.MIDDLE, Ink.MUTED));
            }
        }
        return marks;
    }
}

package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// Swatches with names above the plot, in as many rows as they need.
record Legend(List<Entry> entries, Sheet sheet) {
    private static final double ROW = 20;
    private static final double SWATCH = 10;
    /// Long enough to show dashes.
    private static final double STROKE = 22;
    private static final double GAP = 16;
    private static final double LONGEST = 150;
    private static final double LEFT = 2;
    private static final int MANY_ROWS = 4;

    Legend {
        entries = List.copyOf(entries);
    }

    /// @param sample what stands before the name
    record Entry(String name, Ink ink, Sample sample) {
        double width() {
            return sample instanceof Sample.Stroke ? STROKE : SWATCH;
        }
    }

    /// A piece of what the name is for.
    sealed interface Sample {
        record Fill() implements Sample {}

        /// @param pattern as in [Mark.Line]
        record Stroke(int pattern) implements Sample {}

        record Dot(DotShape shape) implements Sample {}
    }

    private record Placed(Entry entry, double x, double y) {}

    static Legend none(Sheet sheet) {
        return new Legend(List.of(), sheet);
    }

    /// What the plot moves down by.
    double height() {
        List<Placed> placed = place();
        return placed.isEmpty() ? 0 : placed.getLast().y() + ROW + 6;
    }

    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        List<Placed> placed = place();
        for (Placed p : placed) {
            marks.add(swatch(p));
        }
        for (Placed p : placed) {
            Mark.Label label = Mark.Label.of(
                    p.x() + p.entry().width() + 5, p.y() + 12, p.entry().name(), Mark.Anchor.START, Ink.TEXT);
            marks.add(label.cutTo(LONGEST));
        }
        return marks;
    }

    private static Mark swatch(Placed p) {
        Ink ink = p.entry().ink();
        double middle = p.y() + 8;
        double end = p.x() + p.entry().width();
        return switch (p.entry().sample()) {
            case Sample.Fill fill -> new Mark.Box(p.x(), middle - 5, SWATCH, SWATCH, ink, true, false, "");
            case Sample.Stroke stroke ->
                new Mark.Line(
                        List.of(List.of(new Mark.Spot(p.x(), middle), new Mark.Spot(end, middle))),
                        ink,
                        3,
                        stroke.pattern(),
                        "");
            case Sample.Dot dot -> new Mark.Dot(p.x() + 5, middle, 5, ink, dot.shape(), "");
        };
    }

    /// One after the other; in columns where that takes several rows, and columns take no more, or one more than many.
    private List<Placed> place() {
        List<Placed> flowing = place(0);
        if (flowing.isEmpty() || flowing.getLast().y() == 0) {
            return flowing;
        }
        List<Placed> columns =
                place(entries.stream().mapToDouble(Legend::width).max().orElse(0));
        double last = flowing.getLast().y();
        double most = last >= MANY_ROWS * ROW ? last + ROW : last;
        return columns.getLast().y() <= most ? columns : flowing;
    }

    private List<Placed> place(double least) {
        List<Placed> placed = new ArrayList<>();
        double x = LEFT;
        double y = 0;
        for (Entry entry : entries) {
            double width = Math.max(least, width(entry));
            if (x > LEFT && x + width > sheet.width()) {
                x = LEFT;
                y += ROW;
            }
            placed.add(new Placed(entry, x, y));
            x += width + GAP;
        }
        return placed;
    }

    private static double width(Entry entry) {
        return entry.width() + 5 + Math.min(LONGEST, TextWidth.of(entry.name()));
    }
}

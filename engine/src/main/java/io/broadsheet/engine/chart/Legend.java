package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// Swatches with names above the plot, in as many rows as they need.
record Legend(List<Entry> entries, Sheet sheet) {
    private static final double ROW = 20;
    private static final double SWATCH = 10;
    private static final double GAP = 16;
    private static final double LONGEST = 150;

    Legend {
        entries = List.copyOf(entries);
    }

    record Entry(String name, Ink ink) {}

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
            Mark.Label label =
                    Mark.Label.of(p.x() + SWATCH + 5, p.y() + 12, p.entry().name(), Mark.Anchor.START, Ink.TEXT);
            marks.add(label.cutTo(LONGEST));
        }
        return marks;
    }

    /// A dashed series shows its dashes.
    private static Mark swatch(Placed p) {
        Ink ink = p.entry().ink();
        double middle = p.y() + 8;
        return ink.dash().isEmpty()
                ? new Mark.Box(p.x(), middle - 5, SWATCH, SWATCH, ink, true, false, "")
                : new Mark.Line(
                        List.of(List.of(new Mark.Spot(p.x() - 2, middle), new Mark.Spot(p.x() + SWATCH + 2, middle))),
                        ink,
                        3,
                        "");
    }

    private List<Placed> place() {
        List<Placed> placed = new ArrayList<>();
        double x = 2;
        double y = 0;
        for (Entry entry : entries) {
            double width = SWATCH + 5 + Math.min(LONGEST, TextWidth.of(entry.name()));
            if (x > 2 && x + width > sheet.width()) {
                x = 2;
                y += ROW;
            }
            placed.add(new Placed(entry, x, y));
            x += width + GAP;
        }
        return placed;
    }
}

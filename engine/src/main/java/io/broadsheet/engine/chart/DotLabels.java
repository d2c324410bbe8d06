package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// Names beside dots: to the right, or else to the left, or else not at all (the tooltip has them all). A name may
/// cover neither another name nor a dot.
record DotLabels(Plot plot) {
    private static final double LONGEST = 140;
    private static final int MOST = 200;

    private record Box(double left, double top, double right, double bottom) {
        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    List<Mark> place(List<Mark.Dot> dots, List<String> labels) {
        List<Mark> marks = new ArrayList<>();
        List<Box> taken = new ArrayList<>();
        if (dots.size() > MOST) {
            return marks;
        }
        for (Mark.Dot d : dots) {
            taken.add(new Box(d.x() - d.radius(), d.y() - d.radius(), d.x() + d.radius(), d.y() + d.radius()));
        }
        for (int i = 0; i < dots.size(); i++) {
            Mark.Dot dot = dots.get(i);
            String label = TextWidth.cut(labels.get(i), LONGEST);
            double wide = TextWidth.of(label);
            double right = dot.x() + dot.radius() + 4;
            double left = dot.x() - dot.radius() - 4;
            Box after = new Box(right, dot.y() - 8, right + wide, dot.y() + 6);
            Box before = new Box(left - wide, dot.y() - 8, left, dot.y() + 6);
            if (label.isEmpty()) {
                continue;
            }
            if (isFree(after, taken)) {
                taken.add(after);
                marks.add(Mark.Label.of(right, dot.y() + 4, label, Mark.Anchor.START, Ink.TEXT));
            } else if (isFree(before, taken)) {
                taken.add(before);
                marks.add(Mark.Label.of(left, dot.y() + 4, label, Mark.Anchor.END, Ink.TEXT));
            }
        }
        return marks;
    }

    private boolean isFree(Box box, List<Box> taken) {
        return box.left() >= plot.left()
                && box.right() <= plot.right()
                && box.top() >= plot.top()
                && box.bottom() <= plot.bottom()
                && taken.stream().noneMatch(box::overlaps);
    }
}

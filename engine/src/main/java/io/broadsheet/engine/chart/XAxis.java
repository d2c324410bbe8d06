package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// The bottom of a chart, laid out: where each place stands, and the labels under it.
///
/// @param centers the middle of each place, in pixels
/// @param band the width that a place has for itself
/// @param tags the labels, none touching another
/// @param height of the labels, in pixels
record XAxis(List<Double> centers, double band, List<Tag> tags, double height) {
    private static final double FIRST_LINE = 18;

    XAxis {
        centers = List.copyOf(centers);
        tags = List.copyOf(tags);
    }

    /// @param full the whole text where the lines are cut
    record Tag(double x, List<String> lines, boolean turned, String full) {
        Tag {
            lines = List.copyOf(lines);
        }
    }

    static double heightOf(List<Tag> tags) {
        double height = 0;
        for (Tag tag : tags) {
            double turned = TextWidth.widest(tag.lines()) * Math.sqrt(0.5) + 22;
            height = Math.max(
                    height,
                    tag.turned() ? turned : FIRST_LINE + 6 + (tag.lines().size() - 1) * 14);
        }
        return height;
    }

    List<Mark> marks(double baseline) {
        List<Mark> marks = new ArrayList<>();
        for (Tag tag : tags) {
            if (tag.turned()) {
                String text = tag.lines().getFirst();
                marks.add(new Mark.Label(
                        tag.x() + 4, baseline + 14, text, Mark.Anchor.END, Ink.MUTED, false, true, tag.full()));
                continue;
            }
            for (int i = 0; i < tag.lines().size(); i++) {
                marks.add(new Mark.Label(
                        tag.x(),
                        baseline + FIRST_LINE + i * 14,
                        tag.lines().get(i),
                        Mark.Anchor.MIDDLE,
                        Ink.MUTED,
                        false,
                        false,
                        i == 0 ? tag.full() : ""));
            }
        }
        return marks;
    }

    /// Where the field of a place begins: halfway to the place before, or at `left`.
    double fieldStart(int place, double left) {
        return place == 0 ? left : (centers.get(place - 1) + centers.get(place)) / 2;
    }

    double fieldEnd(int place, double right) {
        return place == centers.size() - 1 ? right : (centers.get(place) + centers.get(place + 1)) / 2;
    }
}

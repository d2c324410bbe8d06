package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Places notes: beside their points, where words cover nothing; otherwise as a number at the point, and the words
/// under the axis.
final class NotePlacer {
    private static final double BADGE = 8;
    private static final double PAD = 3;
    private static final double GROUND = 0.86;
    private static final int MOST_LINES = 3;
    private static final List<Mark.Anchor> ANCHORS = List.of(Mark.Anchor.MIDDLE, Mark.Anchor.START, Mark.Anchor.END);
    private static final Ink LEADER = Ink.MUTED;

    private final Plot plot;
    private final Sheet sheet;
    private final Obstacles obstacles;
    private final boolean overFills;
    private final List<Mark> marks = new ArrayList<>();
    private final List<String> numbered = new ArrayList<>();

    /// @param overFills whether words may stand on filled areas, which they need a ground on
    NotePlacer(Plot plot, Sheet sheet, Obstacles obstacles, boolean overFills) {
        this.overFills = overFills;
        this.plot = plot;
        this.sheet = sheet;
        this.obstacles = obstacles;
    }

    /// Words of a size, and where they'd stand.
    private record Place(Rect rect, Mark.Anchor anchor) {}

    void place(double x, double y, String text) {
        List<String> lines = TextWidth.wrap(text, sheet.isNarrow() ? 108 : 168, MOST_LINES);
        boolean whole = String.join(" ", lines).equals(text);
        Optional<Place> found = whole ? find(x, y, lines) : Optional.empty();
        if (found.isEmpty()) {
            number(x, y, text);
            return;
        }
        Place place = found.get();
        Rect rect = place.rect();
        double from = y > rect.bottom() ? rect.bottom() : rect.top();
        marks.add(new Mark.Line(List.of(List.of(new Mark.Spot(x, from), new Mark.Spot(x, y))), LEADER, 1, ""));
        marks.add(new Mark.Dot(x, y, 3.5, Ink.TEXT, ""));
        double at = switch (place.anchor()) {
            case START -> rect.left() + PAD;
            case MIDDLE -> (rect.left() + rect.right()) / 2;
            case END -> rect.right() - PAD;
        };
        if (overFills) {
            marks.add(new Mark.Box(
                    rect.left(),
                    rect.top(),
                    rect.right() - rect.left(),
                    rect.bottom() - rect.top(),
                    Ink.GROUND.withOpacity(GROUND),
                    true,
                    false,
                    ""));
        }
        double line = rect.top() + PAD + 9;
        for (String words : lines) {
            marks.add(Mark.Label.of(at, line, words, place.anchor(), Ink.TEXT));
            line += TextWidth.LINE_PX;
        }
        obstacles.addWords(rect);
    }

    /// The nearest place that covers nothing.
    private Optional<Place> find(double x, double y, List<String> lines) {
        double width = TextWidth.widest(lines) + 2 * PAD;
        double height = lines.size() * TextWidth.LINE_PX - 3 + 2 * PAD;
        for (double away = 10; away <= 74; away += 8) {
            for (double top : new double[] {y - away - height, y + away}) {
                for (Mark.Anchor anchor : ANCHORS) {
                    Rect rect = rect(x, top, width, height, anchor);
                    if (rect.isWithin(plot) && !obstacles.hasWords(rect) && obstacles.marksUnder(rect) == 0) {
                        return Optional.of(new Place(rect, anchor));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Rect rect(double x, double top, double width, double height, Mark.Anchor anchor) {
        double left = switch (anchor) {
            case START -> x - PAD;
            case MIDDLE -> x - width / 2;
            case END -> x - width + PAD;
        };
        // A little aside at the edges, as long as it stands over its point.
        double held = Math.clamp(left, plot.left(), Math.max(plot.left(), plot.right() - width));
        left = held <= x && x <= held + width ? held : left;
        return new Rect(left, top, left + width, top + height);
    }

    private void number(double x, double y, String text) {
        numbered.add(text);
        double at = Math.clamp(x, BADGE + 1, sheet.width() - BADGE - 1);
        double height = Math.max(plot.top() + BADGE - 8, y);
        Rect rect = badge(at, height);
        while (obstacles.hasWords(rect) && rect.top() > 0) {
            height -= 4;
            rect = badge(at, height);
        }
        while (obstacles.hasWords(rect) && rect.bottom() < plot.bottom()) {
            height += 4;
            rect = badge(at, height);
        }
        obstacles.addWords(rect);
        marks.addAll(badge(at, height, numbered.size()));
    }

    private static Rect badge(double x, double y) {
        return new Rect(x - BADGE, y - BADGE, x + BADGE, y + BADGE);
    }

    private static List<Mark> badge(double x, double y, int number) {
        return List.of(
                new Mark.Dot(x, y, BADGE, Ink.TEXT, ""),
                Mark.Label.strong(x, y + 4, Integer.toString(number), Mark.Anchor.MIDDLE, Ink.GROUND));
    }

    List<Mark> marks() {
        return marks;
    }

    /// The words of numbered notes from `top` on, and where they end.
    double under(double top, List<Mark> into) {
        double y = numbered.isEmpty() ? top : top + 6;
        for (int i = 0; i < numbered.size(); i++) {
            y += 4;
            into.addAll(badge(BADGE + 1, y + BADGE, i + 1));
            for (String line : TextWidth.wrap(Objects.requireNonNull(numbered.get(i)), sheet.width() - 26, 4)) {
                into.add(Mark.Label.of(24, y + 12, line, Mark.Anchor.START, Ink.TEXT));
                y += TextWidth.LINE_PX;
            }
            y += 4;
        }
        return y;
    }
}

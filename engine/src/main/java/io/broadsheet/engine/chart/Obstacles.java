package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// What words in a plot keep clear of: other words always, marks where they can.
final class Obstacles {
    private record Stroke(Mark.Spot from, Mark.Spot to) {}

    private final List<Rect> words = new ArrayList<>();
    private final List<Rect> shapes = new ArrayList<>();
    private final List<Stroke> strokes = new ArrayList<>();

    void add(List<Mark> marks) {
        for (Mark mark : marks) {
            switch (mark) {
                case Mark.Line l -> l.runs().forEach(this::addStrokes);
                case Mark.Area a -> addStrokes(a.outline());
                case Mark.Box b -> shapes.add(new Rect(b.x(), b.y(), b.x() + b.width(), b.y() + b.height()));
                case Mark.Dot d ->
                    shapes.add(
                            new Rect(d.x() - d.radius(), d.y() - d.radius(), d.x() + d.radius(), d.y() + d.radius()));
                case Mark.Label l -> words.add(boxOf(l));
                case Mark.Rule r ->
                    strokes.add(new Stroke(new Mark.Spot(r.x1(), r.y1()), new Mark.Spot(r.x2(), r.y2())));
                case Mark.Field f -> {}
                case Mark.Cells c -> {}
                case Mark.Grid g ->
                    shapes.add(new Rect(g.x(), g.y(), g.x() + g.width() * g.columns(), g.y() + g.height() * g.rows()));
            }
        }
    }

    private void addStrokes(List<Mark.Spot> run) {
        for (int i = 1; i < run.size(); i++) {
            strokes.add(new Stroke(run.get(i - 1), run.get(i)));
        }
    }

    void addWords(Rect rect) {
        words.add(rect);
    }

    static Rect boxOf(Mark.Label l) {
        double width = l.strong() ? TextWidth.bold(l.text()) : TextWidth.of(l.text());
        double left = switch (l.anchor()) {
            case START -> l.x();
            case MIDDLE -> l.x() - width / 2;
            case END -> l.x() - width;
        };
        return new Rect(left, l.y() - 10, left + width, l.y() + 3.5);
    }

    boolean hasWords(Rect rect) {
        return words.stream().anyMatch(rect::overlaps);
    }

    /// How many marks words there would cover.
    int marksUnder(Rect rect) {
        long under = shapes.stream().filter(rect::overlaps).count()
                + strokes.stream().filter(s -> rect.crosses(s.from(), s.to())).count();
        return (int) under;
    }
}

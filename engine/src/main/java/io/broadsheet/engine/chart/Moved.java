package io.broadsheet.engine.chart;

import java.util.List;

/// Marks in another place of a drawing.
final class Moved {
    private Moved() {}

    static List<Mark> by(List<Mark> marks, double dx, double dy) {
        return marks.stream().map(m -> by(m, dx, dy)).toList();
    }

    private static Mark by(Mark mark, double dx, double dy) {
        return switch (mark) {
            case Mark.Rule r -> new Mark.Rule(r.x1() + dx, r.y1() + dy, r.x2() + dx, r.y2() + dy, r.ink());
            case Mark.Line l ->
                new Mark.Line(
                        l.runs().stream().map(run -> spots(run, dx, dy)).toList(),
                        l.ink(),
                        l.widthPx(),
                        l.pattern(),
                        l.tooltip());
            case Mark.Area a -> new Mark.Area(spots(a.outline(), dx, dy), a.ink(), a.edged(), a.tooltip());
            case Mark.Box b ->
                new Mark.Box(
                        b.x() + dx, b.y() + dy, b.width(), b.height(), b.ink(), b.rounded(), b.edged(), b.tooltip());
            case Mark.Dot d -> new Mark.Dot(d.x() + dx, d.y() + dy, d.radius(), d.ink(), d.shape(), d.tooltip());
            case Mark.Field f -> new Mark.Field(f.x() + dx, f.y() + dy, f.width(), f.height(), f.tooltip());
            case Mark.Cells c ->
                new Mark.Cells(
                        c.x() + dx,
                        c.y() + dy,
                        c.width(),
                        c.height(),
                        c.rows(),
                        c.columns(),
                        c.texts(),
                        c.unit(),
                        c.inTable());
            case Mark.Grid g ->
                new Mark.Grid(g.x() + dx, g.y() + dy, g.width(), g.height(), g.gap(), g.columns(), g.rows(), g.runs());
            case Mark.Label l -> l.moved(dx, dy);
        };
    }

    private static List<Mark.Spot> spots(List<Mark.Spot> spots, double dx, double dy) {
        return spots.stream().map(s -> new Mark.Spot(s.x() + dx, s.y() + dy)).toList();
    }
}

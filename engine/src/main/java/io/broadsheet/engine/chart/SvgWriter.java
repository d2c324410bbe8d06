package io.broadsheet.engine.chart;

import io.broadsheet.engine.html.HtmlWriter;
import java.util.ArrayList;
import java.util.List;

/// Writes marks as SVG. Neighbours that share attributes are put in one group, so that each attribute is written once.
/// Colours and fonts are presentation attributes: the drawing stays whole when it is taken out of its page.
final class SvgWriter {
    private static final double ROUNDING = 3;

    private final HtmlWriter out;
    private final boolean quiet;

    /// @param quiet whether another drawing says the tooltips: marks that have one are only told from others (`t`)
    SvgWriter(HtmlWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    void write(List<Mark> marks) {
        for (int i = 0; i < marks.size(); ) {
            List<String> shared = sharedBy(marks.get(i));
            int end = i + 1;
            while (end < marks.size()
                    && marks.get(end).getClass() == marks.get(i).getClass()
                    && sharedBy(marks.get(end)).equals(shared)) {
                end++;
            }
            writeAlike(marks.subList(i, end), shared);
            i = end;
        }
    }

    private void writeAlike(List<Mark> marks, List<String> shared) {
        if (marks.stream().allMatch(SvgWriter::canJoin)) {
            StringBuilder path = new StringBuilder();
            marks.forEach(m -> path.append(outline(m)));
            open("path", shared).attribute("d", path.toString());
            close("");
            return;
        }
        boolean grouped = marks.size() > 1 && !shared.isEmpty();
        if (grouped) {
            out.open("g");
            attributes(shared);
        }
        for (Mark mark : marks) {
            write(mark, grouped ? List.of() : shared);
        }
        if (grouped) {
            out.close();
        }
    }

    /// Whether a mark can be one path with its like: it has an outline and nothing of its own to say.
    private static boolean canJoin(Mark mark) {
        return switch (mark) {
            case Mark.Rule r -> true;
            case Mark.Box b -> !b.rounded() && b.tooltip().isEmpty();
            case Mark.Line l -> false;
            case Mark.Area a -> false;
            case Mark.Dot d -> false;
            case Mark.Field f -> false;
            case Mark.Cells c -> false;
            case Mark.Label l -> false;
        };
    }

    private static String outline(Mark mark) {
        return switch (mark) {
            case Mark.Rule r -> rule(r);
            case Mark.Box b -> rectangle(b.x(), b.y(), b.width(), b.height());
            case Mark.Field f -> rectangle(f.x(), f.y(), f.width(), f.height());
            case Mark.Line l -> path(l.runs());
            case Mark.Area a -> path(List.of(a.outline())) + "z";
            case Mark.Dot d -> "";
            case Mark.Cells c -> "";
            case Mark.Label l -> "";
        };
    }

    private List<String> sharedBy(Mark mark) {
        List<String> pen = shared(mark);
        if (quiet && isTouched(mark)) {
            pen.addAll(List.of("class", "t"));
        }
        return pen;
    }

    private static boolean isTouched(Mark mark) {
        return switch (mark) {
            case Mark.Field f -> true;
            case Mark.Box b -> !b.tooltip().isEmpty();
            case Mark.Dot d -> !d.tooltip().isEmpty();
            case Mark.Line l -> !l.tooltip().isEmpty();
            case Mark.Area a -> !a.tooltip().isEmpty();
            case Mark.Rule r -> false;
            case Mark.Cells c -> false;
            case Mark.Label l -> false;
        };
    }

    /// What a mark has in common with its neighbours: names and values by turns.
    private static List<String> shared(Mark mark) {
        List<String> pen = new ArrayList<>();
        switch (mark) {
            case Mark.Rule r -> pen.addAll(List.of("stroke", r.ink().paint()));
            case Mark.Line l ->
                pen.addAll(
                        List.of("fill", "none", "stroke-linejoin", "round", "stroke-width", coordinate(l.widthPx())));
            case Mark.Area a -> {
                opacity(pen, a.ink());
                if (a.edged()) {
                    pen.addAll(List.of("stroke", Ink.GROUND.paint()));
                }
            }
            case Mark.Box b -> {
                pen.addAll(List.of("fill", b.ink().paint()));
                opacity(pen, b.ink());
                if (b.edged()) {
                    pen.addAll(List.of("stroke", Ink.GROUND.paint()));
                }
            }
            case Mark.Dot d -> {
                pen.addAll(List.of("fill", d.ink().paint()));
                opacity(pen, d.ink());
            }
            case Mark.Field f -> pen.addAll(List.of("fill", "none", "pointer-events", "all"));
            case Mark.Cells c -> pen.addAll(List.of("fill", "transparent"));
            case Mark.Label l -> label(pen, l);
        }
        return pen;
    }

    private static void label(List<String> pen, Mark.Label label) {
        switch (label.anchor()) {
            case START -> {}
            case MIDDLE -> pen.addAll(List.of("text-anchor", "middle"));
            case END -> pen.addAll(List.of("text-anchor", "end"));
        }
        if (label.strong()) {
            pen.addAll(List.of("font-weight", "600"));
        }
    }

    private static void opacity(List<String> pen, Ink ink) {
        if (ink.opacity() < 1) {
            pen.addAll(List.of("fill-opacity", HtmlWriter.coordinate(ink.opacity())));
        }
    }

    private void write(Mark mark, List<String> pen) {
        switch (mark) {
            case Mark.Rule r -> {
                open("path", pen).attribute("d", outline(r));
                close("");
            }
            case Mark.Line l -> {
                open("path", pen).attribute("stroke", l.ink().paint());
                if (!l.ink().dash().isEmpty()) {
                    out.attribute("stroke-dasharray", l.ink().dash());
                }
                out.attribute("d", outline(l));
                close(l.tooltip());
            }
            case Mark.Area a -> {
                open("path", pen).attribute("fill", a.ink().paint()).attribute("d", outline(a));
                close(a.tooltip());
            }
            case Mark.Box b -> {
                if (b.rounded()) {
                    open("rect", pen);
                    place("x", b.x())
                            .place("y", b.y())
                            .place("width", b.width())
                            .place("height", b.height());
                    place("rx", ROUNDING);
                } else {
                    open("path", pen).attribute("d", outline(b));
                }
                close(b.tooltip());
            }
            case Mark.Dot d -> {
                open("circle", pen);
                place("cx", d.x()).place("cy", d.y()).place("r", d.radius());
                close(d.tooltip());
            }
            case Mark.Field f -> {
                open("path", pen).attribute("d", outline(f));
                close(f.tooltip());
            }
            case Mark.Cells c -> {
                String corner = coordinate(c.x()) + " " + coordinate(c.y());
                open("g", pen)
                        .attribute("data-cells", corner + " " + coordinate(c.width()) + " " + coordinate(c.height()))
                        .attribute("data-rows", String.join("|", unbarred(c.rows())))
                        .attribute("data-columns", String.join("|", unbarred(c.columns())))
                        .attribute("data-texts", String.join("|", unbarred(c.texts())));
                close("");
            }
            case Mark.Label l -> text(l, pen);
        }
    }

    /// A bar stands between texts.
    private static List<String> unbarred(List<String> texts) {
        return texts.stream().map(t -> t.replace('|', '/')).toList();
    }

    private void text(Mark.Label label, List<String> pen) {
        open("text", pen);
        if (label.turned()) {
            out.attribute(
                    "transform", "translate(" + coordinate(label.x()) + " " + coordinate(label.y()) + ") rotate(-45)");
        } else {
            place("x", label.x()).place("y", label.y());
        }
        if (!label.ink().equals(Ink.MUTED)) {
            out.attribute("fill", label.ink().paint());
        }
        out.text(label.text());
        if (!label.full().isEmpty()) {
            out.element("title", label.full());
        }
        out.close();
    }

    private HtmlWriter open(String element, List<String> pen) {
        out.open(element);
        attributes(pen);
        return out;
    }

    private void attributes(List<String> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            out.attribute(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
    }

    private SvgWriter place(String name, double value) {
        out.attribute(name, coordinate(value));
        return this;
    }

    private void close(String tooltip) {
        if (!tooltip.isEmpty() && !quiet) {
            out.element("title", tooltip);
        }
        out.close();
    }

    private static String rule(Mark.Rule r) {
        String start = "M" + coordinate(r.x1()) + " " + coordinate(r.y1());
        if (r.y1() == r.y2()) {
            return start + "H" + coordinate(r.x2());
        }
        return r.x1() == r.x2()
                ? start + "V" + coordinate(r.y2())
                : start + "L" + coordinate(r.x2()) + " " + coordinate(r.y2());
    }

    private static String rectangle(double x, double y, double width, double height) {
        return "M" + coordinate(x) + " " + coordinate(y) + "h" + coordinate(width) + "v" + coordinate(height) + "h"
                + coordinate(-width) + "z";
    }

    /// Pairs after a move are lines to them. A run of one point is a dot, by its round cap: elsewhere a [Mark.Dot].
    private static String path(List<List<Mark.Spot>> runs) {
        StringBuilder path = new StringBuilder();
        for (List<Mark.Spot> run : runs) {
            char before = 'M';
            for (Mark.Spot spot : run) {
                path.append(before).append(coordinate(spot.x())).append(' ').append(coordinate(spot.y()));
                before = ' ';
            }
        }
        return path.toString();
    }

    /// A tenth of a pixel is finer than a screen shows.
    private static String coordinate(double value) {
        return HtmlWriter.coordinate(Math.round(value * 10) / 10.0);
    }
}

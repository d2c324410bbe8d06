package io.broadsheet.engine.chart;

import io.broadsheet.engine.html.HtmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes marks as SVG. Neighbours that share attributes are put in one group, so that each attribute is written once.
/// Colours and fonts are presentation attributes: the drawing stays whole when it is taken out of its page.
final class SvgWriter {
    private static final double ROUNDING = 3;
    /// Fewer are not worth a group.
    private static final int FEW_LABELS = 4;

    private final HtmlWriter out;
    private final String id;
    private final boolean quiet;

    /// @param id what ids of parts that a second drawing uses begin with
    /// @param quiet whether another drawing says the tooltips: marks that have one are only told from others (`t`)
    SvgWriter(HtmlWriter out, String id, boolean quiet) {
        this.out = out;
        this.id = id;
        this.quiet = quiet;
    }

    void write(List<Mark> all) {
        List<Mark> marks = withJoinedStrokes(all);
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

    /// Strokes of one ink that follow each other are one path.
    private static List<Mark> withJoinedStrokes(List<Mark> marks) {
        List<Mark> joined = new ArrayList<>();
        for (Mark mark : marks) {
            if (mark instanceof Mark.Line line
                    && line.isStrokes()
                    && !joined.isEmpty()
                    && joined.getLast() instanceof Mark.Line last
                    && last.isStrokes()
                    && last.ink().equals(line.ink())
                    && last.widthPx() == line.widthPx()) {
                List<List<Mark.Spot>> runs = new ArrayList<>(last.runs());
                runs.addAll(line.runs());
                joined.set(joined.size() - 1, new Mark.Line(runs, line.ink(), line.widthPx(), ""));
            } else {
                joined.add(mark);
            }
        }
        return joined;
    }

    private void writeAlike(List<Mark> marks, List<String> shared) {
        if (marks.stream().allMatch(this::canJoin)) {
            StringBuilder path = new StringBuilder();
            marks.forEach(m -> path.append(outline(m)));
            open("path", shared).attribute("d", path.toString());
            close("");
            return;
        }
        if (marks.size() >= FEW_LABELS && marks.stream().allMatch(m -> m instanceof Mark.Label l && !l.turned())) {
            List<Mark.Label> labels = marks.stream().map(Mark.Label.class::cast).toList();
            Ink ink = labels.getFirst().ink();
            if (!ink.equals(Ink.MUTED) && labels.stream().allMatch(l -> l.ink().equals(ink))) {
                // Within the group they look as if they were muted: the ink that is not written.
                shared.addAll(List.of("fill", ink.paint()));
                labels = labels.stream().map(l -> l.in(Ink.MUTED)).toList();
            }
            labels(labels, shared);
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

    /// Labels that stand in one line, along an axis or in a row of cells, have their common coordinate once.
    private void labels(List<Mark.Label> labels, List<String> shared) {
        Mark.Label first = labels.getFirst();
        boolean column = labels.stream().allMatch(l -> l.x() == first.x());
        boolean row = labels.stream().allMatch(l -> l.y() == first.y());
        if (column || row) {
            String at = column ? coordinate(first.x()) : "0 " + coordinate(first.y());
            out.open("g");
            attributes(shared);
            out.attribute("transform", "translate(" + at + ")");
            labels.forEach(l -> text(l.moved(column ? -l.x() : 0, column ? 0 : -l.y()), List.of()));
            out.close();
            return;
        }
        if (!shared.isEmpty()) {
            out.open("g");
            attributes(shared);
        }
        for (int i = 0; i < labels.size(); ) {
            int end = i + 1;
            while (end < labels.size() && labels.get(end).y() == labels.get(i).y()) {
                end++;
            }
            List<Mark.Label> line = labels.subList(i, end);
            if (line.size() >= FEW_LABELS) {
                labels(line, List.of());
            } else {
                line.forEach(l -> text(l, List.of()));
            }
            i = end;
        }
        if (!shared.isEmpty()) {
            out.close();
        }
    }

    /// Whether a mark can be one path with its like: it has an outline and nothing of its own to say. The script cuts
    /// rectangles that a phone touches apart again.
    private boolean canJoin(Mark mark) {
        return switch (mark) {
            case Mark.Rule r -> true;
            case Mark.Box b -> !b.rounded() && (quiet || b.tooltip().isEmpty());
            case Mark.Line l -> false;
            case Mark.Area a -> false;
            case Mark.Dot d -> false;
            case Mark.Field f -> quiet;
            case Mark.Grid g -> false;
            case Mark.Cells c -> false;
            case Mark.Label l -> false;
        };
    }

    private static String outline(Mark mark) {
        return switch (mark) {
            case Mark.Rule r -> rule(r);
            case Mark.Box b -> rectangle(b.x(), b.y(), b.width(), b.height()) + (b.edged() ? "z" : "");
            case Mark.Field f -> field(f);
            case Mark.Grid g -> "";
            case Mark.Line l -> path(l.runs());
            case Mark.Area a -> path(List.of(a.outline())) + "z";
            case Mark.Dot d -> dot(d);
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
            case Mark.Grid g -> false;
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
            case Mark.Grid g -> {}
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
                if (l.pattern() > 0 && !(quiet && isTouched(l))) {
                    out.attribute("class", "d" + l.pattern());
                }
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
                if (d.shape() == DotShape.CIRCLE) {
                    open("circle", pen);
                    place("cx", d.x()).place("cy", d.y()).place("r", d.radius());
                } else {
                    open("path", pen).attribute("d", outline(d));
                }
                close(d.tooltip());
            }
            case Mark.Field f -> {
                open("path", pen).attribute("d", outline(f));
                close(f.tooltip());
            }
            case Mark.Grid g -> grid(g);
            case Mark.Cells c -> {
                String corner = coordinate(c.x()) + " " + coordinate(c.y());
                open("g", pen)
                        .attribute("data-cells", corner + " " + coordinate(c.width()) + " " + coordinate(c.height()));
                if (c.inTable()) {
                    out.attribute("data-unit", c.unit());
                } else {
                    out.attribute("data-rows", String.join("|", unbarred(c.rows())))
                            .attribute("data-columns", String.join("|", unbarred(c.columns())))
                            .attribute("data-texts", String.join("|", unbarred(c.texts())));
                }
                close("");
            }
            case Mark.Label l -> text(l, pen);
        }
    }

    /// Cells as strokes of the thickness 1 in a system in which a cell is 1 by 1. The second drawing of a chart uses
    /// those of the first.
    private void grid(Mark.Grid grid) {
        out.open(quiet ? "use" : "g");
        if (quiet) {
            out.attribute("href", "#" + id + "-cells");
        }
        out.attribute(
                "transform",
                "translate(" + coordinate(grid.x()) + " " + coordinate(grid.y() + grid.height() / 2) + ")scale("
                        + HtmlWriter.coordinate(grid.width()) + " " + HtmlWriter.coordinate(grid.height()) + ")");
        if (!quiet) {
            out.open("g").attribute("id", id + "-cells").attribute("fill", "none");
            List<String> paints = grid.runs().stream()
                    .map(r -> r.ink().paint())
                    .distinct()
                    .sorted()
                    .toList();
            for (String paint : paints) {
                if (paints.size() > 1) {
                    out.open("g");
                }
                out.attribute("stroke", paint);
                shades(grid, paint);
                if (paints.size() > 1) {
                    out.close();
                }
            }
            out.close();
        }
        out.close();
        gaps(grid);
    }

    private void shades(Mark.Grid grid, String paint) {
        Map<Double, StringBuilder> paths = new TreeMap<>();
        for (Mark.Grid.Run run : grid.runs()) {
            if (run.ink().paint().equals(paint)) {
                paths.computeIfAbsent(run.ink().opacity(), opacity -> new StringBuilder())
                        .append("M" + run.column() + " " + run.row() + "h" + run.length());
            }
        }
        paths.forEach((opacity, path) -> out.open("path")
                .attribute("stroke-opacity", HtmlWriter.coordinate(opacity))
                .attribute("d", path.toString())
                .close());
    }

    /// The ground between the cells, as dashes of one wide stroke across all columns and one across all rows.
    private void gaps(Mark.Grid grid) {
        if (grid.gap() <= 0) {
            return;
        }
        double right = grid.x() + grid.width() * grid.columns();
        double bottom = grid.y() + grid.height() * grid.rows();
        out.open("g").attribute("fill", "none").attribute("stroke", Ink.GROUND.paint());
        gap(grid.gap(), grid.width(), grid.height() * grid.rows())
                .attribute(
                        "d",
                        "M" + coordinate(right) + " " + coordinate((grid.y() + bottom) / 2) + "H"
                                + coordinate(grid.x()))
                .close();
        gap(grid.gap(), grid.height(), grid.width() * grid.columns())
                .attribute(
                        "d",
                        "M" + coordinate((grid.x() + right) / 2) + " " + coordinate(bottom) + "V"
                                + coordinate(grid.y()))
                .close();
        out.close();
    }

    private HtmlWriter gap(double gap, double step, double width) {
        return out.open("path")
                .attribute("stroke-width", coordinate(width))
                .attribute("stroke-dasharray", coordinate(gap) + " " + HtmlWriter.coordinate(step - gap));
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
            placeUnlessZero("x", label.x());
            placeUnlessZero("y", label.y());
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

    private void placeUnlessZero(String name, double value) {
        String written = coordinate(value);
        if (!written.equals("0")) {
            out.attribute(name, written);
        }
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
        return "M" + coordinate(x) + " " + coordinate(y) + "h" + coordinate(width) + "v" + coordinate(height) + "H"
                + coordinate(x);
    }

    /// Shapes of about one area.
    private static String dot(Mark.Dot d) {
        double r = d.radius();
        return switch (d.shape()) {
            case CIRCLE -> "";
            case SQUARE -> rectangle(d.x() - 0.88 * r, d.y() - 0.88 * r, 1.76 * r, 1.76 * r);
            case DIAMOND -> corners(d, 0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0);
            case TRIANGLE -> corners(d, 0, -1.4, 1.25, 0.8, -1.25, 0.8);
            case UPSIDE_DOWN -> corners(d, 0, 1.4, 1.25, -0.8, -1.25, -0.8);
            case CROSS ->
                corners(
                        d, -0.4, -1.2, 0.4, -1.2, 0.4, -0.4, 1.2, -0.4, 1.2, 0.4, 0.4, 0.4, 0.4, 1.2, -0.4, 1.2, -0.4,
                        0.4, -1.2, 0.4, -1.2, -0.4, -0.4, -0.4);
        };
    }

    /// @param parts of the radius by turns along x and y
    private static String corners(Mark.Dot d, double... parts) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < parts.length; i += 2) {
            path.append(i == 0 ? "M" : "L").append(coordinate(d.x() + parts[i] * d.radius()));
            path.append(' ').append(coordinate(d.y() + parts[i + 1] * d.radius()));
        }
        return path.toString();
    }

    /// Nobody sees its edges: whole pixels do.
    private static String field(Mark.Field f) {
        double x = Math.round(f.x());
        double y = Math.round(f.y());
        return rectangle(x, y, Math.round(f.x() + f.width()) - x, Math.round(f.y() + f.height()) - y);
    }

    /// Pairs after a move are lines to them. A run of one point is a dot, by its round cap: elsewhere a [Mark.Dot].
    private static String path(List<List<Mark.Spot>> runs) {
        StringBuilder path = new StringBuilder();
        for (List<Mark.Spot> run : runs) {
            if (Mark.Line.isStroke(run)) {
                Mark.Spot from = run.getFirst();
                path.append(rule(new Mark.Rule(
                        from.x(), from.y(), run.getLast().x(), run.getLast().y(), Ink.TEXT)));
                continue;
            }
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

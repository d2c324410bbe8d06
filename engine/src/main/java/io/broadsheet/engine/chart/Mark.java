package io.broadsheet.engine.chart;

import java.util.List;

/// One thing on a drawing, in the drawing's pixels. Tooltips and full texts may be empty.
sealed interface Mark {
    /// A straight line.
    record Rule(double x1, double y1, double x2, double y2, Ink ink) implements Mark {}

    /// A line through points, in runs between gaps.
    ///
    /// @param pattern its dashes where the page is printed without colours, from 1; 0 for none
    record Line(List<List<Spot>> runs, Ink ink, double widthPx, int pattern, String tooltip) implements Mark {
        public Line {
            runs = runs.stream().map(List::copyOf).toList();
        }

        Line(List<List<Spot>> runs, Ink ink, double widthPx, String tooltip) {
            this(runs, ink, widthPx, 0, tooltip);
        }

        /// Whether it has nothing to say and is level or upright strokes only.
        boolean isStrokes() {
            return tooltip.isEmpty() && pattern == 0 && runs.stream().allMatch(Line::isStroke);
        }

        static boolean isStroke(List<Spot> run) {
            return run.size() == 2
                    && (run.getFirst().y() == run.getLast().y()
                            || run.getFirst().x() == run.getLast().x());
        }
    }

    /// A filled outline.
    ///
    /// @param edged whether a hair of the ground sets it off from its neighbours
    record Area(List<Spot> outline, Ink ink, boolean edged, String tooltip) implements Mark {
        public Area {
            outline = List.copyOf(outline);
        }
    }

    /// @param rounded whether its corners are
    /// @param edged whether a hair of the ground sets it off from its neighbour
    record Box(double x, double y, double width, double height, Ink ink, boolean rounded, boolean edged, String tooltip)
            implements Mark {
        static Box of(double x, double y, double width, double height, Ink ink, String tooltip) {
            return new Box(x, y, width, height, ink, false, false, tooltip);
        }
    }

    record Dot(double x, double y, double radius, Ink ink, DotShape shape, String tooltip) implements Mark {
        Dot(double x, double y, double radius, Ink ink, String tooltip) {
            this(x, y, radius, ink, DotShape.CIRCLE, tooltip);
        }
    }

    /// An invisible field that shows its tooltip.
    record Field(double x, double y, double width, double height, String tooltip) implements Mark {}

    /// Shaded cells of one size that say nothing themselves. Both drawings of a chart have the same, in other sizes.
    ///
    /// @param x of the first cell
    /// @param width of a cell with the gap after it
    /// @param gap between cells, in the ground's colour
    record Grid(double x, double y, double width, double height, double gap, int columns, int rows, List<Run> runs)
            implements Mark {
        public Grid {
            runs = List.copyOf(runs);
        }

        /// Cells of one row beside each other.
        record Run(int column, int row, int length, Ink ink) {}
    }

    /// Tooltips of many cells of one size, without a mark for each: the page's script makes them.
    ///
    /// @param x of the first cell
    /// @param texts of the cells, row by row; empty where there is none
    /// @param unit what follows the cells of the chart's table where these say the same
    /// @param inTable whether they do
    record Cells(
            double x,
            double y,
            double width,
            double height,
            List<String> rows,
            List<String> columns,
            List<String> texts,
            String unit,
            boolean inTable)
            implements Mark {
        public Cells {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
            texts = List.copyOf(texts);
        }
    }

    /// @param turned whether it climbs by 45 degrees towards its anchor
    /// @param full the whole text where `text` is cut
    record Label(double x, double y, String text, Anchor anchor, Ink ink, boolean strong, boolean turned, String full)
            implements Mark {
        static Label of(double x, double y, String text, Anchor anchor, Ink ink) {
            return new Label(x, y, text, anchor, ink, false, false, "");
        }

        static Label strong(double x, double y, String text, Anchor anchor, Ink ink) {
            return new Label(x, y, text, anchor, ink, true, false, "");
        }

        Label in(Ink other) {
            return new Label(x, y, text, anchor, other, strong, turned, full);
        }

        Label moved(double dx, double dy) {
            return new Label(x + dx, y + dy, text, anchor, ink, strong, turned, full);
        }

        /// The text cut to a width, with the whole of it as tooltip.
        Label cutTo(double widthPx) {
            String shown = TextWidth.cut(text, widthPx, strong);
            return new Label(x, y, shown, anchor, ink, strong, turned, shown.equals(text) ? "" : text);
        }
    }

    record Spot(double x, double y) {}

    enum Anchor {
        START,
        MIDDLE,
        END
    }
}

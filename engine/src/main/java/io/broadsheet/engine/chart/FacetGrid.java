package io.broadsheet.engine.chart;

import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;

/// Small charts in rows, each under its name: one beside the other on a page, one under the other on a phone.
///
/// @param names of the small charts
/// @param marks of all of them together
/// @param mostColumns side by side
record FacetGrid(Sheet sheet, Options options, List<String> names, int marks, int mostColumns) {
    private static final double GUTTER = 22;
    private static final double NAME = 18;
    private static final double ROW_GAP = 12;
    private static final double[] HEIGHTS = {170, 150, 120, 104, 96, 88};
    private static final double PHONE_HEIGHT = 110;

    interface Painter {
        /// @param facet its turn among the names
        Drawing paint(int facet, Sheet sheet, Panel panel);
    }

    /// @param labels what the labels at the left need that all of a row share; 0 where each small chart has its own
    Drawing paint(Legend legend, double labels, Painter painter) {
        int columns = columns();
        double wide = (sheet.width() - labels - GUTTER * (columns - 1)) / columns;
        List<Mark> marks = new ArrayList<>(legend.marks());
        double top = legend.height();
        for (int row = 0; row * columns < names.size(); row++) {
            double bottom = top;
            for (int i = row * columns; i < Math.min(names.size(), (row + 1) * columns); i++) {
                int column = i - row * columns;
                double own = column == 0 ? labels : 0;
                double x = column == 0 ? 0 : labels + column * (wide + GUTTER);
                boolean last = columns == 1 || i + columns >= names.size();
                Panel panel = new Panel(false, labels == 0 || column == 0, last, plotHeight(columns));
                Drawing small = painter.paint(i, sheet.panel(own + wide, marks()), panel);
                marks.add(Mark.Label.strong(x + own, top + 12, names.get(i), Mark.Anchor.START, Ink.TEXT)
                        .cutTo(wide));
                marks.addAll(Moved.by(small.marks(), x, top + NAME));
                bottom = Math.max(bottom, top + NAME + small.height());
            }
            top = bottom + ROW_GAP;
        }
        return new Drawing(sheet.width(), top - ROW_GAP, marks);
    }

    private double plotHeight(int columns) {
        double usual = sheet.isNarrow() ? PHONE_HEIGHT : HEIGHTS[columns - 1];
        return options.find(ChartKeys.HEIGHT).map(Integer::doubleValue).orElse(usual);
    }

    /// As many as leave no row with a lone chart where that can be.
    private int columns() {
        if (sheet.isNarrow()) {
            return 1;
        }
        int count = names.size();
        int suits = count <= 3 ? count : count == 4 ? 2 : count <= 6 || count == 9 ? 3 : 4;
        return Math.min(options.find(DataKeys.FACET_COLUMNS).orElse(Math.min(suits, mostColumns)), count);
    }
}

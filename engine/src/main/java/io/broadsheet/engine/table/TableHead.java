package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Options;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes a table's head: a row of the columns' labels, and one of their groups above it where there are some.
record TableHead(Options options, Frame frame, List<ShownColumn> columns, List<Integer> rows, DrawContext context) {
    /// Words up to so many em are kept whole, however narrow the page is.
    private static final double LONGEST_WORD = 10;
    /// What a cell's font is to a head's.
    private static final double CELL_TO_HEAD = 14.0 / 13;
    /// Of a phone's cell, to both sides.
    private static final double PADDING = 1.3;

    void write(HtmlWriter out, CellClass cellClass) {
        out.open("thead");
        if (columns.stream().anyMatch(c -> !c.asked().group().isEmpty())) {
            groups(out);
        }
        SortBy sort = options.get(TableComponent.SORT);
        Optional<String> sortedBy = sort.column().map(c -> c.name().toLowerCase(Locale.ROOT));
        boolean descending = sort.order(frame).descending();
        out.open("tr");
        for (int i = 0; i < columns.size(); i++) {
            ShownColumn column = columns.get(i);
            out.open("th").attribute("scope", "col");
            cellClass.write(out, i, "");
            width(column).ifPresent(width -> out.attribute("style", "min-width:" + width));
            if (column.isNumber()) {
                out.attribute("data-k", "n");
            }
            if (sortedBy.filter(column.data().name().toLowerCase(Locale.ROOT)::equals)
                    .isPresent()) {
                out.attribute("aria-sort", descending ? "descending" : "ascending");
            }
            out.text(column.label()).close();
        }
        out.close().close();
    }

    private void groups(HtmlWriter out) {
        out.open("tr", "groups");
        for (int i = 0; i < columns.size(); ) {
            String group = columns.get(i).asked().group();
            int end = i + 1;
            while (end < columns.size() && columns.get(end).asked().group().equals(group)) {
                end++;
            }
            out.open(group.isEmpty() ? "td" : "th");
            if (end - i > 1) {
                out.attribute("colspan", end - i);
            }
            if (!group.isEmpty()) {
                out.attribute("scope", "colgroup").text(group);
            }
            out.close();
            i = end;
        }
        out.close();
    }

    /// What the author says, or for text the width of its longest word: narrow pages scroll the table rather than
    /// break words into letters.
    private Optional<String> width(ShownColumn column) {
        if (column.asked().width().isPresent()) {
            return column.asked().width().map(w -> w + "ch");
        }
        if (column.isNumber() || column.isSpark()) {
            return Optional.empty();
        }
        double longest = 0;
        for (int row : rows) {
            longest = Math.max(longest, Markup.leastWidth(column.text(row, context), LONGEST_WORD));
        }
        return longest < 2
                ? Optional.empty()
                : Optional.of(HtmlWriter.coordinate(Math.ceil((longest * CELL_TO_HEAD + PADDING) * 10) / 10) + "em");
    }

    /// Puts a cell's classes on it.
    interface CellClass {
        void write(HtmlWriter out, int column, String shade);
    }
}

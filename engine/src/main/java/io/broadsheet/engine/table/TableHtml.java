package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Options;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes one table. Whatever can be said once for a column is said on the table (`r2`: the second column is
/// to the right), not on every cell.
final class TableHtml {
    /// Columns that have a class of their own in the theme; those after it carry one on every cell.
    private static final int ALIGNED_BY_TABLE = 10;

    private final Options options;
    private final Frame frame;
    private final List<ShownColumn> columns;
    private final List<Integer> rows;
    private final DrawContext context;
    private final boolean sortable;

    TableHtml(Options options, Frame frame, List<ShownColumn> columns, List<Integer> rows, DrawContext context) {
        this.options = options;
        this.frame = frame;
        this.columns = columns;
        this.rows = rows;
        this.context = context;
        this.sortable = options.get(TableComponent.SORT).byReaders();
    }

    Html write() {
        String title = options.get(TableComponent.TITLE);
        String caption = options.get(TableComponent.CAPTION);
        HtmlWriter out = new HtmlWriter(rows.size() * columns.size() * 24 + 1024);
        Markup.openWide(out, context.id(), !title.isEmpty() || !caption.isEmpty(), "");
        openTable(out);
        Markup.caption(out, context.id(), title, caption);
        head(out);
        body(out);
        if (options.get(TableComponent.TOTAL)) {
            total(out);
        }
        out.close().close();
        if (rows.size() < frame.rowCount()) {
            out.element(
                    "p", "more", context.words().say("table.first-rows", count(rows.size()), count(frame.rowCount())));
        }
        return out.toHtml();
    }

    private String count(int number) {
        return context.formats().number(number, 0);
    }

    private void openTable(HtmlWriter out) {
        StringBuilder classes = new StringBuilder("data");
        for (int i = 0; i < Math.min(columns.size(), ALIGNED_BY_TABLE); i++) {
            if (columns.get(i).align() == TableColumn.Align.RIGHT) {
                classes.append(" r").append(i + 1);
            }
        }
        if (columns.stream().anyMatch(c -> c.asked().heat())) {
            classes.append(" heat");
        }
        out.open("table", classes.toString()).attribute("id", context.id());
        int page = options.find(TableComponent.PAGE)
                .orElse(rows.size() > TableComponent.UNPAGED_ROWS ? TableComponent.DEFAULT_PAGE : 0);
        boolean paged = page > 0 && page < rows.size();
        boolean searched = options.get(TableComponent.SEARCH);
        if (paged) {
            out.attribute("data-page", page);
        }
        if (searched) {
            out.attribute("data-search");
        }
        if (sortable) {
            out.attribute("data-sort");
        }
        if (paged || searched) {
            out.attribute("data-words", script(context.words()));
        }
    }

    /// What the page's script says, in its order.
    private static String script(Words words) {
        return String.join(
                "|",
                words.say("table.search"),
                words.say("table.range"),
                words.say("table.previous"),
                words.say("table.next"),
                words.say("table.none"));
    }

    private void head(HtmlWriter out) {
        out.open("thead").open("tr");
        Optional<String> sortedBy =
                options.get(TableComponent.SORT).column().map(c -> c.name().toLowerCase(Locale.ROOT));
        boolean descending = options.get(TableComponent.SORT).order(frame).descending();
        for (int i = 0; i < columns.size(); i++) {
            ShownColumn column = columns.get(i);
            out.open("th").attribute("scope", "col");
            cellClass(out, i, "");
            column.asked().width().ifPresent(width -> out.attribute("style", "min-width:" + width + "ch"));
            if (sortable) {
                ShownColumn.Order order = column.order(context.formats());
                if (order != ShownColumn.Order.TEXT) {
                    out.attribute("data-k", order == ShownColumn.Order.NUMBER ? "n" : "d");
                }
                if (sortedBy.filter(column.data().name().toLowerCase(Locale.ROOT)::equals)
                        .isPresent()) {
                    out.attribute("aria-sort", descending ? "descending" : "ascending");
                }
            }
            out.text(column.label()).close();
        }
        out.close().close();
    }

    private void body(HtmlWriter out) {
        out.open("tbody").newLine();
        for (int row : rows) {
            out.open("tr");
            for (int i = 0; i < columns.size(); i++) {
                cell(out, i, row);
            }
            out.close().newLine();
        }
        out.close();
    }

    private void cell(HtmlWriter out, int index, int row) {
        ShownColumn column = columns.get(index);
        double number = column.data().number(row);
        out.open("td");
        cellClass(out, index, column.asked().heat() ? column.scale().cssClass(number) : "");
        if (column.asked().bar() && number > 0 && column.scale().high() > 0) {
            out.attribute(
                    "style", "--b:" + Math.round(100 * (number / column.scale().high())) + "%");
        }
        if (sortable) {
            column.sortValue(row, context.formats()).ifPresent(v -> out.attribute("data-v", v));
        }
        String text = column.text(row, context);
        Optional<String> address = column.address(row);
        address.ifPresent(a -> out.open("a").attribute("href", a).attribute("rel", "noopener noreferrer"));
        out.text(text);
        if (address.isPresent()) {
            out.close();
        }
        out.close();
    }

    private void cellClass(HtmlWriter out, int index, String shade) {
        String align = switch (columns.get(index).align()) {
            case LEFT -> "";
            case CENTER -> "m";
            case RIGHT -> index < ALIGNED_BY_TABLE ? "" : "n";
        };
        String both = (align + " " + shade).strip();
        if (!both.isEmpty()) {
            out.attribute("class", both);
        }
    }

    /// Sums of all of the query's rows, also of those that are not drawn.
    private void total(HtmlWriter out) {
        out.open("tfoot").open("tr");
        int name = firstUnsummed();
        for (int i = 0; i < columns.size(); i++) {
            ShownColumn column = columns.get(i);
            if (i == name) {
                out.open("th").attribute("scope", "row");
                cellClass(out, i, "");
                out.text(context.words().say("table.total")).close();
                continue;
            }
            out.open("td");
            cellClass(out, i, "");
            out.text(column.isSummable() ? column.write(Sum.of(column.data()), context) : "")
                    .close();
        }
        out.close().close();
    }

    private int firstUnsummed() {
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).isSummable()) {
                return i;
            }
        }
        return -1;
    }
}

package io.broadsheet.engine.table;

import io.broadsheet.engine.chart.SparkLine;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.PlainValues;
import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes one table. Whatever can be said once for a column is said on the table (`r2`: the second column is
/// to the right), not on every cell.
final class TableHtml {
    /// Columns that have a class of their own in the theme; those after it carry one on every cell.
    private static final int ALIGNED_BY_TABLE = 10;

    /// A table of more rows scrolls by itself under a head that stays.
    private static final int TALL_ROWS = 25;

    private static final double SPARK_WIDTH = 84;
    private static final double SPARK_HEIGHT = 20;

    private final Options options;
    private final Frame frame;
    private final List<ShownColumn> columns;
    private final List<Integer> rows;
    private final DrawContext context;
    private final boolean sortable;
    private final boolean saved;

    TableHtml(Options options, Frame frame, List<ShownColumn> columns, List<Integer> rows, DrawContext context) {
        this.options = options;
        this.frame = frame;
        this.columns = columns;
        this.rows = rows;
        this.context = context;
        this.sortable = options.get(TableComponent.SORT).byReaders();
        this.saved = options.get(TableComponent.CSV);
    }

    Html write() {
        String title = options.get(TableComponent.TITLE);
        String caption = options.get(TableComponent.CAPTION);
        HtmlWriter out = new HtmlWriter(rows.size() * columns.size() * 24 + 1024);
        int page = options.find(TableComponent.PAGE)
                .orElse(rows.size() > TableComponent.UNPAGED_ROWS ? TableComponent.DEFAULT_PAGE : 0);
        boolean paged = page > 0 && page < rows.size();
        boolean tall = !paged && rows.size() > TALL_ROWS;
        Markup.openWide(
                out,
                tall ? "wide tall" : "wide",
                context.id(),
                !title.isEmpty() || !caption.isEmpty(),
                tall ? context.words().say("numbers.show") : "");
        openTable(out, paged ? page : 0);
        Markup.caption(out, context.id(), title, caption);
        new TableHead(options, frame, columns, rows, context).write(out, this::cellClass);
        body(out);
        if (options.get(TableComponent.TOTAL)
                || columns.stream().anyMatch(c -> c.asked().total().isPresent())) {
            new TotalRow(columns, context).write(out, this::cellClass);
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

    private void openTable(HtmlWriter out, int page) {
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
        boolean paged = page > 0;
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
        if (saved) {
            out.attribute("data-csv", context.words().say("table.save"));
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

    private void body(HtmlWriter out) {
        out.open("tbody").newLine();
        for (int row : rows) {
            PlainValues plain = new PlainValues();
            List<String> texts = new ArrayList<>(columns.size());
            for (ShownColumn column : columns) {
                String text = column.isSpark() ? "" : column.text(row, context);
                texts.add(text);
                plain.add(column.plainValue(row), text);
            }
            out.open("tr");
            if ((sortable || saved) && !plain.toString().isEmpty()) {
                out.attribute("data-v", plain.toString());
            }
            for (int i = 0; i < columns.size(); i++) {
                cell(out, i, row, texts.get(i));
            }
            out.close().newLine();
        }
        out.close();
    }

    private void cell(HtmlWriter out, int index, int row, String text) {
        ShownColumn column = columns.get(index);
        double number = column.data().number(row);
        out.open("td");
        cellClass(out, index, column.asked().heat() ? column.scale().cssClass(number) : "");
        if (column.asked().bar() && number > 0 && column.scale().high() > 0) {
            out.attribute(
                    "style", "--b:" + Math.round(100 * (number / column.scale().high())) + "%");
        }
        if (column.isSpark()) {
            spark(out, column, row);
            out.close();
            return;
        }
        Optional<String> address = column.address(row);
        address.ifPresent(a -> out.open("a").attribute("href", a).attribute("rel", "noopener noreferrer"));
        out.text(text);
        if (address.isPresent()) {
            out.close();
        }
        out.close();
    }

    private void spark(HtmlWriter out, ShownColumn column, int row) {
        List<@Nullable Number> values = column.sparkValues(row);
        SparkLine line = new SparkLine(values, SPARK_WIDTH, SPARK_HEIGHT);
        if (line.isEmpty()) {
            out.text(Formats.MISSING);
            return;
        }
        List<Number> there = values.stream().filter(Objects::nonNull).toList();
        line.write(
                out,
                context.words()
                        .say(
                                "spark.course",
                                column.write(there.getFirst(), context),
                                column.write(there.getLast(), context)));
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
}

package io.broadsheet.engine.table;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/// `table`: rows and columns as they are. All rows are in the page; its script adds search, sorting and pages.
final class TableComponent implements Component {
    /// Tables of more rows than this are shown in pages of [#DEFAULT_PAGE], unless the author says otherwise.
    static final int UNPAGED_ROWS = 50;
    static final int DEFAULT_PAGE = 20;

    static final Key<List<TableColumn>> COLUMNS = Key.of(
            "columns",
            KeyType.listOf("a list of columns", TableColumn.TYPE),
            "Which columns, in which order, written how; all of the query's by default.");
    static final Key<String> TITLE =
            Key.words("title", "The heading of the table.").orElse("");
    static final Key<String> CAPTION = Key.words("caption", "What it shows, over which time, in which unit.")
            .orElse("");
    static final Key<Boolean> SEARCH = Key.flag("search", "Whether readers can search the rows.");
    static final Key<SortBy> SORT = Key.of(
                    "sort",
                    SortBy.TYPE,
                    "Whether readers can sort by clicking heads; a column's name also sorts by it at first.")
            .orElse(SortBy.NONE);
    static final Key<Integer> PAGE = Key.integer(
            "page", 0, 1_000, "Rows on a page; 0 for all. By default tables over 50 rows have pages of 20.");
    static final Key<Boolean> TOTAL =
            Key.flag("total", "Whether a last row has the sums; `total` of a column says otherwise for it.");
    static final Key<Boolean> CSV =
            Key.flag("csv", "Whether readers can save the rows as CSV.").orElse(true);
    static final Key<Integer> LIMIT = Key.integer("limit", 1, 100_000, "How many rows to show at most.");

    @Override
    public String name() {
        return "table";
    }

    @Override
    public String says() {
        return "The rows of a query, with search, sorting, pages, bars, shades and totals where asked.";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(COLUMNS, TITLE, CAPTION, SEARCH, SORT, PAGE, TOTAL, CSV, LIMIT);
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        if (frame.isEmpty()) {
            return Markup.nothing(context);
        }
        List<ShownColumn> columns = columns(options, frame);
        columns.forEach(column -> checkSpark(column, context));
        int count = rowsToDraw(options, frame, context);
        List<Integer> rows =
                options.get(SORT).order(frame).rows(frame.rowCount()).subList(0, count);
        return new TableHtml(options, frame, columns, rows, context).write();
    }

    /// The first row as readers see it: its name, and the number that the author marked with a bar or a shade, or else
    /// the first number.
    @Override
    public List<Headline> headlines(Options options, Frame frame, DrawContext context) {
        if (frame.isEmpty()) {
            return List.of();
        }
        List<ShownColumn> columns = columns(options, frame);
        int row = options.get(SORT).order(frame).rows(frame.rowCount()).getFirst();
        Optional<ShownColumn> named =
                columns.stream().filter(c -> !c.isNumber()).findFirst();
        Optional<ShownColumn> number = columns.stream()
                .filter(c -> c.isNumber() && (c.asked().bar() || c.asked().heat()))
                .findFirst()
                .or(() -> columns.stream().filter(ShownColumn::isNumber).findFirst());
        return number
                .map(n -> Headline.of(
                        named.map(c -> c.text(row, context) + " · ").orElse("") + n.label(), n.text(row, context)))
                .stream()
                .toList();
    }

    @Override
    public Optional<MailPart> mailPart(Options options, Frame frame, DrawContext context) {
        List<ShownColumn> columns = columns(options, frame);
        List<ShownColumn> shown = columns.subList(0, Math.min(MailPart.Rows.MOST_COLUMNS, columns.size()));
        int count = rowsToDraw(options, frame, context);
        List<List<String>> rows = options.get(SORT).order(frame).rows(frame.rowCount()).stream()
                .limit(Math.min(count, MailPart.Rows.MOST_ROWS))
                .map(row -> shown.stream().map(c -> c.text(row, context)).toList())
                .toList();
        return Optional.of(new MailPart.Rows(
                shown.stream()
                        .map(c -> new MailPart.Column(c.label(), c.align() == TableColumn.Align.RIGHT))
                        .toList(),
                rows,
                count - rows.size()));
    }

    private static List<ShownColumn> columns(Options options, Frame frame) {
        return options.find(COLUMNS).orElseGet(() -> all(frame)).stream()
                .map(c -> ShownColumn.of(c, frame))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<TableColumn> all(Frame frame) {
        return frame.columnNames().stream().map(TableColumn::of).toList();
    }

    private static void checkSpark(ShownColumn column, DrawContext context) {
        boolean own = column.isSpark() && column.sparks().isEmpty();
        if (own && column.data().type() != ColumnType.LIST) {
            context.problems()
                    .add(
                            ProblemCode.WRONG_COLUMN_TYPE,
                            column.asked().column().span(),
                            context.owner() + " draws lines of " + column.data().name() + ", which holds no lists",
                            "Collect them in the query, `list(" + column.data().name()
                                    + " order by week)`, or name several columns: `spark: [a, b, c]`");
        }
        column.sparks().stream()
                .filter(c -> !c.type().isNumber())
                .findFirst()
                .ifPresent(c -> context.problems()
                        .add(
                                ProblemCode.WRONG_COLUMN_TYPE,
                                column.asked().spark().columns().getFirst().span(),
                                context.owner() + " draws lines of " + c.name() + ", which is no number",
                                "Name columns of numbers in `spark`"));
    }

    private static int rowsToDraw(Options options, Frame frame, DrawContext context) {
        int most = context.limits().tableRows();
        int wanted = Math.min(frame.rowCount(), options.find(LIMIT).orElse(Integer.MAX_VALUE));
        if (wanted > most) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(),
                            context.owner() + " has " + wanted + " rows; a table shows " + most,
                            "Aggregate in the query, or show fewer with `limit: " + most + "`");
        }
        return Math.min(wanted, most);
    }
}

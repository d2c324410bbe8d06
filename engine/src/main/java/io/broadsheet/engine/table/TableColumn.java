package io.broadsheet.engine.table;

import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One column of a table as its author asks for it.
///
/// @param width in characters; empty to leave it to the browser
/// @param link the column that holds each row's address; empty for plain text
/// @param total empty to leave it to the table
/// @param group the head over this column and its neighbours of the same group; empty for none
record TableColumn(
        ColumnRef column,
        Optional<String> label,
        Optional<ValueFormat> format,
        Optional<Align> align,
        boolean bar,
        boolean heat,
        Optional<Integer> width,
        Optional<ColumnRef> link,
        SparkOf spark,
        Optional<TotalOf> total,
        String group)
        implements Options.HoldsColumns {
    enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    private static final Key<ColumnRef> COLUMN = Key.column("column", "The column to show.");
    private static final Key<ColumnRef> NAME = Key.column("name", "The same as `column`.");
    private static final Key<String> LABEL = Key.words("label", "What its head says; its name by default.");
    private static final Key<ValueFormat> FORMAT =
            Key.of("format", KeyType.FORMAT, "How its values are written; by type and name by default.");
    private static final Key<Align> ALIGN =
            Key.choice("align", Align.class, "left, center or right; numbers are right by default.");
    private static final Key<Boolean> BAR = Key.flag("bar", "Whether a bar behind each number shows its size.");
    private static final Key<Boolean> HEAT = Key.flag("heat", "Whether a shade behind each number shows its size.");
    private static final Key<Integer> WIDTH = Key.integer("width", 1, 120, "The width in characters.");
    private static final Key<ColumnRef> LINK =
            Key.column("link", "A column of addresses (https, http, mailto) that the cells link to.");
    static final Key<SparkOf> SPARK = Key.of(
                    "spark",
                    SparkOf.TYPE,
                    "Small lines in the cells: `true` for a column of lists (`list(x order by week)`), or the columns"
                            + " whose values make the line.")
            .orElse(SparkOf.NONE);
    private static final Key<TotalOf> TOTAL = Key.of(
            "total",
            TotalOf.TYPE,
            "What the last row says: sum, average, none, or a column whose first row holds the total.");
    private static final Key<String> GROUP = Key.words(
                    "group", "A head over this column and its neighbours of the same group.")
            .orElse("");

    static final KeyType<TableColumn> TYPE = new MapType<>(
            "a column of the table",
            "the name of a column, or a map with column, label, format, ...",
            List.of(COLUMN, NAME, LABEL, FORMAT, ALIGN, BAR, HEAT, WIDTH, LINK, SPARK, TOTAL, GROUP),
            s -> Optional.of(plain(new ColumnRef(s.text(), s.span()))),
            TableColumn::read);

    /// A column of the query as it is, that no author has named.
    static TableColumn of(String column) {
        return plain(new ColumnRef(column, SourceText.of("", "").whole()));
    }

    private static TableColumn plain(ColumnRef column) {
        return new TableColumn(
                column,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                SparkOf.NONE,
                Optional.empty(),
                "");
    }

    private static Optional<TableColumn> read(Options options, Problems problems) {
        Optional<ColumnRef> column = options.find(COLUMN)
                .or(() -> options.find(NAME))
                .or(() -> options.get(SPARK).columns().stream().findFirst());
        if (column.isEmpty() && !options.has(COLUMN) && !options.has(NAME)) {
            problems.add(
                    ProblemCode.MISSING_KEY,
                    options.span(),
                    "a column of the table needs 'column'",
                    "column: the name of a column of the query");
        }
        return column.map(c -> new TableColumn(
                c,
                options.find(LABEL),
                options.find(FORMAT),
                options.find(ALIGN),
                options.get(BAR),
                options.get(HEAT),
                options.find(WIDTH),
                options.find(LINK),
                options.get(SPARK),
                options.find(TOTAL),
                options.get(GROUP)));
    }

    @Override
    public List<ColumnRef> columnRefs() {
        List<ColumnRef> refs = new ArrayList<>(List.of(column));
        link.ifPresent(refs::add);
        refs.addAll(spark.columns());
        total.ifPresent(t -> refs.addAll(t.columnRefs()));
        return refs;
    }
}

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

/// One card of `values`: a number, and what it was before.
///
/// @param note what the earlier value is called: `지난주`
record ValueItem(
        ColumnRef value,
        Optional<ColumnRef> previous,
        Optional<String> label,
        Optional<ValueFormat> format,
        String unit,
        Better better,
        Optional<String> note,
        Optional<ColumnRef> spark,
        Optional<TargetOf> target)
        implements Options.HoldsColumns {
    /// Which way is good news.
    enum Better {
        UP,
        DOWN,
        NONE
    }

    /// A word of letters stands apart from the number, as in charts: 12,421 people, but 51,024명 and 7%.
    ValueItem {
        boolean apart = !unit.isEmpty() && Character.isLetter(unit.charAt(0)) && unit.charAt(0) < 0x250;
        unit = apart ? " " + unit : unit;
    }

    static final Key<ColumnRef> VALUE = Key.column("value", "The column of the number; its first row counts.");
    static final Key<ColumnRef> PREVIOUS = Key.column("previous", "The column of the earlier number.");
    static final Key<String> LABEL = Key.words("label", "What the number is; the column's name by default.");
    static final Key<ValueFormat> FORMAT =
            Key.of("format", KeyType.FORMAT, "How it is written; by type and name by default.");
    static final Key<String> UNIT =
            Key.words("unit", "What follows the number: 명, 건, ...").orElse("");
    static final Key<Better> BETTER = Key.choice(
                    "better", Better.class, "Whether up or down is good news; none leaves the change uncoloured.")
            .orElse(Better.UP);
    static final Key<String> NOTE = Key.words("note", "What the earlier number is called; `last week` and the like.");

    static final Key<ColumnRef> SPARK =
            Key.column("spark", "A column of lists (`list(x order by week)`): the course up to the number.");
    static final Key<TargetOf> TARGET =
            Key.of("target", TargetOf.TYPE, "What the number should reach: a number, or a column that holds it.");

    static final List<Key<?>> KEYS = List.of(VALUE, PREVIOUS, LABEL, FORMAT, UNIT, BETTER, NOTE, SPARK, TARGET);

    static final KeyType<ValueItem> TYPE = new MapType<>(
            "an item of values",
            "the name of a column, or a map with value, previous, label, ...",
            KEYS,
            s -> Optional.of(plain(new ColumnRef(s.text(), s.span()), Optional.empty())),
            ValueItem::read);

    /// A column of the query as it is, that no author has named.
    static ValueItem of(String column, Optional<String> previous) {
        return plain(ref(column), previous.map(ValueItem::ref));
    }

    private static ColumnRef ref(String column) {
        return new ColumnRef(column, SourceText.of("", "").whole());
    }

    private static ValueItem plain(ColumnRef value, Optional<ColumnRef> previous) {
        return new ValueItem(
                value,
                previous,
                Optional.empty(),
                Optional.empty(),
                "",
                Better.UP,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<ValueItem> read(Options options, Problems problems) {
        if (!options.has(VALUE)) {
            problems.add(
                    ProblemCode.MISSING_KEY,
                    options.span(),
                    "an item of values needs 'value'",
                    "value: the name of a column of the query");
        }
        return of(options);
    }

    /// The item that the options describe; empty where they name no value.
    static Optional<ValueItem> of(Options options) {
        return options.find(VALUE)
                .map(value -> new ValueItem(
                        value,
                        options.find(PREVIOUS),
                        options.find(LABEL),
                        options.find(FORMAT),
                        options.get(UNIT),
                        options.get(BETTER),
                        options.find(NOTE),
                        options.find(SPARK),
                        options.find(TARGET)));
    }

    @Override
    public List<ColumnRef> columnRefs() {
        List<ColumnRef> refs = new ArrayList<>(List.of(value));
        previous.ifPresent(refs::add);
        spark.ifPresent(refs::add);
        target.ifPresent(t -> refs.addAll(t.columnRefs()));
        return refs;
    }
}

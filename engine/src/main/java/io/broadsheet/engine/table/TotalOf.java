package io.broadsheet.engine.table;

import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the last row of a table says of one column.
///
/// @param given the column whose first row holds the total; empty for the other kinds
record TotalOf(Kind kind, Optional<ColumnRef> given) implements Options.HoldsColumns {
    enum Kind {
        SUM,
        AVERAGE,
        NONE,
        GIVEN
    }

    static final KeyType<TotalOf> TYPE = KeyType.scalar(
                    "sum, average, none, or a column that holds the total",
                    s -> Optional.of(
                            switch (s.text().strip().toLowerCase(Locale.ROOT)) {
                                case "sum", "true", "yes" -> of(Kind.SUM);
                                case "average" -> of(Kind.AVERAGE);
                                case "none", "false", "no" -> of(Kind.NONE);
                                default ->
                                    new TotalOf(Kind.GIVEN, Optional.of(new ColumnRef(s.text(), s.span(), "total")));
                            }))
            .shaped(Shape.Either.of(
                    new Shape.Choice(List.of("sum", "average", "none")), new Shape.Flag(), new Shape.Text()));

    static TotalOf of(Kind kind) {
        return new TotalOf(kind, Optional.empty());
    }

    @Override
    public List<ColumnRef> columnRefs() {
        return given.stream().toList();
    }
}

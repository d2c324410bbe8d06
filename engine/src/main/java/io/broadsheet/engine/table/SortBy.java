package io.broadsheet.engine.table;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `sort:` of a table: whether readers may sort it, and by which column it comes sorted.
///
/// @param descending empty to leave it to the column: numbers from the greatest, all else from the least
record SortBy(boolean byReaders, Optional<ColumnRef> column, Optional<Boolean> descending)
        implements Options.HoldsColumns {
    static final SortBy NONE = new SortBy(false, Optional.empty(), Optional.empty());

    static final KeyType<SortBy> TYPE =
            KeyType.scalar("yes, no, or a column (`revenue`, `revenue asc`)", s -> Optional.of(of(s)));

    private static final Pattern DIRECTED = Pattern.compile("(.+?)\\s+(asc|desc)", Pattern.CASE_INSENSITIVE);

    private static SortBy of(YamlValue.Scalar scalar) {
        String text = scalar.text().strip();
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> {
                return new SortBy(true, Optional.empty(), Optional.empty());
            }
            case "false", "no" -> {
                return NONE;
            }
            default -> {}
        }
        Matcher directed = DIRECTED.matcher(text);
        boolean hasDirection = directed.matches();
        String column = hasDirection ? directed.group(1) : text;
        return new SortBy(
                true,
                Optional.of(new ColumnRef(column, scalar.span())),
                hasDirection ? Optional.of(directed.group(2).equalsIgnoreCase("desc")) : Optional.empty());
    }

    RowOrder order(Frame frame) {
        Optional<Column> by = column.flatMap(c -> frame.find(c.name()));
        return by.map(c -> new RowOrder(by, descending.orElse(c.type().isNumber())))
                .orElse(RowOrder.AS_IT_COMES);
    }

    @Override
    public List<ColumnRef> columnRefs() {
        return column.stream().toList();
    }
}

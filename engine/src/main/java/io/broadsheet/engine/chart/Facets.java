package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Which small chart a row belongs to, by the column that `facet` names.
final class Facets {
    static final int MOST = 24;

    private final Options options;
    private final DrawContext context;
    private final Optional<Column> column;
    private final Set<String> names = new LinkedHashSet<>();
    private boolean tooMany;

    Facets(Options options, Frame frame, DrawContext context) {
        this.options = options;
        this.context = context;
        this.column = options.find(DataKeys.FACET).map(ColumnRef::name).map(frame::column);
    }

    Optional<String> name() {
        return column.map(Column::name);
    }

    /// The facet's name, empty text where there is one chart; nothing for a row of a facet that is one too many.
    Optional<String> of(int row) {
        if (column.isEmpty()) {
            return Optional.of("");
        }
        Object value = column.get().get(row);
        boolean text = column.get().type() == ColumnType.TEXT;
        String name =
                LabelText.of(text ? Formats.plain(value) : context.formats().write(value));
        if (!names.contains(name) && names.size() == MOST) {
            tooMany = true;
            return Optional.empty();
        }
        names.add(name);
        return Optional.of(name);
    }

    void report() {
        if (tooMany) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(DataKeys.FACET),
                            context.owner() + " has more than " + MOST + " small charts",
                            "Keep the ones that matter in the query; the first " + MOST + " are drawn");
        }
    }
}

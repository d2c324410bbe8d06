package io.broadsheet.engine.table;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import java.util.List;
import java.util.Optional;

/// What a headline number should reach: a number, or a column whose first row holds it.
record TargetOf(Optional<Double> number, Optional<ColumnRef> column) implements Options.HoldsColumns {
    static final KeyType<TargetOf> TYPE = KeyType.scalar("a number or a column", s -> {
                Optional<Double> number = number(s.text());
                return Optional.of(
                        number.isPresent()
                                ? new TargetOf(number, Optional.empty())
                                : new TargetOf(number, Optional.of(new ColumnRef(s.text(), s.span(), "target"))));
            })
            .shaped(Shape.Either.of(new Shape.AnyNumber(), new Shape.Text()));

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip().replace("_", ""))).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The target for a frame; empty where the query has none.
    Optional<Number> in(Frame frame) {
        return number.<Number>map(n -> n)
                .or(() -> column.flatMap(c -> frame.find(c.name()))
                        .flatMap(c -> c.get(0) instanceof Number n && Double.isFinite(n.doubleValue())
                                ? Optional.of(n)
                                : Optional.empty()));
    }

    @Override
    public List<ColumnRef> columnRefs() {
        return column.stream().toList();
    }
}

package io.broadsheet.engine.chart;

import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A value that others are measured against, as an author writes it: a number, a column of the query (which may give
/// each place its own), or a map of one of these and a label.
record Reference(Optional<Double> number, Optional<ColumnRef> column, Optional<String> label)
        implements Options.HoldsColumns {
    private static final Key<YamlValue> VALUE = Key.of(
                    "value",
                    KeyType.ANY.shaped(
                            "a number, or the name of a column",
                            Shape.Either.of(new Shape.AnyNumber(), new Shape.Text())),
                    "A number, or the column that has it.")
            .require();
    private static final Key<String> LABEL = Key.words("label", "What it is called, at the line's end.");
    private static final List<Key<?>> KEYS = List.of(VALUE, LABEL);

    static final KeyType<Reference> TYPE = new KeyType<>() {
        @Override
        public String expects() {
            return "a number, the name of a column, or a map with value and label";
        }

        @Override
        public Shape shape() {
            return Shape.Either.of(new Shape.AnyNumber(), new Shape.Text(), new Shape.MapOf(KEYS));
        }

        @Override
        public Optional<Reference> read(String key, YamlValue value, Problems problems) {
            if (value instanceof YamlValue.Mapping map) {
                Options options = Options.read("a line of " + key, map.span().part(0, 1), map, KEYS, problems);
                return options.find(VALUE).flatMap(v -> of(key, v, options.find(LABEL), problems));
            }
            return of(key, value, Optional.empty(), problems);
        }

        @Override
        public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
            return value instanceof YamlValue.Mapping map ? Options.reworded(map, KEYS, words) : value;
        }
    };

    private static Optional<Reference> of(String key, YamlValue value, Optional<String> label, Problems problems) {
        if (!(value instanceof YamlValue.Scalar s) || s.isNull()) {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    value.span(),
                    key + " must be a number or the name of a column, not " + value.kind(),
                    "Write `" + key + ": 1000`, or the name of a column of the query");
            return Optional.empty();
        }
        Optional<Double> number = number(s.text());
        Optional<ColumnRef> column =
                number.isPresent() ? Optional.empty() : Optional.of(new ColumnRef(s.text(), s.span(), key));
        return Optional.of(new Reference(number, column, label.map(LabelText::of)));
    }

    /// 12000, 12_000, 0.5 or 50%.
    private static Optional<Double> number(String text) {
        String digits = text.replace("_", "").strip();
        boolean percent = digits.endsWith("%");
        try {
            double value = Double.parseDouble(percent ? digits.substring(0, digits.length() - 1) : digits);
            return Double.isFinite(value) ? Optional.of(percent ? value / 100 : value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<ColumnRef> columnRefs() {
        return column.stream().toList();
    }
}

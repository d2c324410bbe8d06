package io.broadsheet.engine.chart;

import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The columns that hold what values were one period before, as an author names them.
///
/// @param columns one for each column of `y`, in its order
record Earlier(List<ColumnRef> columns, Optional<String> label) implements Options.HoldsColumns {
    private static final Key<List<ColumnRef>> OF = Key.columns(
                    "column", "The column of the earlier values, or one for each column of `y`.")
            .require();
    private static final Key<String> LABEL = Key.words("label", "What the earlier values are called: 작년.");
    private static final List<Key<?>> KEYS = List.of(OF, LABEL);

    static final KeyType<Earlier> TYPE = new KeyType<>() {
        @Override
        public String expects() {
            return "a column, a list of columns, or a map with column and label";
        }

        @Override
        public Shape shape() {
            return Shape.Either.of(new Shape.ListOf(new Shape.Text(), true), new Shape.MapOf(KEYS));
        }

        @Override
        public Optional<Earlier> read(String key, YamlValue value, Problems problems) {
            if (value instanceof YamlValue.Mapping map) {
                Options options = Options.read(key, map.span().part(0, 1), map, KEYS, problems);
                return options.find(OF)
                        .map(c -> new Earlier(c, options.find(LABEL).map(LabelText::of)));
            }
            return KeyType.COLUMNS.read(key, value, problems).map(c -> new Earlier(c, Optional.empty()));
        }

        @Override
        public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
            return value instanceof YamlValue.Mapping map ? Options.reworded(map, KEYS, words) : value;
        }
    };

    Earlier {
        columns = List.copyOf(columns);
    }

    @Override
    public List<ColumnRef> columnRefs() {
        return columns;
    }
}

package io.broadsheet.engine.table;

import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Optional;

/// The `spark:` of a table's column: whether its cells are small lines, of the lists that the column holds or of a
/// value from each of several columns.
///
/// @param columns empty for the column's own lists
record SparkOf(boolean wanted, List<ColumnRef> columns) implements Options.HoldsColumns {
    static final SparkOf NONE = new SparkOf(false, List.of());

    static final KeyType<SparkOf> TYPE = new KeyType<>() {
        @Override
        public String expects() {
            return "yes, no, or a list of columns";
        }

        @Override
        public Shape shape() {
            return Shape.Either.of(new Shape.Flag(), new Shape.ListOf(new Shape.Text(), false));
        }

        @Override
        public Optional<SparkOf> read(String key, YamlValue value, Problems problems) {
            if (value instanceof YamlValue.Sequence) {
                return KeyType.COLUMNS.read(key, value, problems).map(refs -> new SparkOf(!refs.isEmpty(), refs));
            }
            return KeyType.FLAG.read(key, value, problems).map(wanted -> new SparkOf(wanted, List.of()));
        }
    };

    @Override
    public List<ColumnRef> columnRefs() {
        return columns;
    }
}

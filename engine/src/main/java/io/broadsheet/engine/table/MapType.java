package io.broadsheet.engine.table;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A value that is a map with keys of its own, such as a column of a table; a scalar may stand for the
/// shortest map.
///
/// @param owner how messages name the map: `a column of the table`
/// @param ofScalar what a scalar alone means; empty if it can't be
/// @param ofMap makes the value from the map's options; empty (with a problem) if something needed is missing
record MapType<T>(
        String owner,
        String expects,
        List<Key<?>> keys,
        Function<YamlValue.Scalar, Optional<T>> ofScalar,
        BiFunction<Options, Problems, Optional<T>> ofMap)
        implements KeyType<T> {
    @Override
    public Optional<T> read(String key, YamlValue value, Problems problems) {
        if (value instanceof YamlValue.Mapping map) {
            Options options = Options.read(owner, map.span().part(0, 1), map, keys, problems);
            return ofMap.apply(options, problems);
        }
        return KeyType.scalar(expects, ofScalar).read(key, value, problems);
    }

    @Override
    public Shape shape() {
        return Shape.Either.of(new Shape.Text(), new Shape.MapOf(keys));
    }

    @Override
    public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
        return value instanceof YamlValue.Mapping map ? Options.reworded(map, keys, words) : value;
    }
}

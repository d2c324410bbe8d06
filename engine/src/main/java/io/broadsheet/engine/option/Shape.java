package io.broadsheet.engine.option;

import java.util.List;

/// What the YAML of a key's value looks like: what editors complete and check while an author types. What only reading
/// can know (whether a column exists) is not in it.
public sealed interface Shape {
    /// Text; a number or yes/no may stand for its own writing.
    record Text() implements Shape {}

    /// Text that names something: what editors offer depends on what else is written.
    record NameOf(Thing thing) implements Shape {}

    /// What a [NameOf] names.
    enum Thing {
        QUERY,
        COMPONENT,
        COLUMN,
        FORMAT,
        THEME,
        /// A name and the file that it is taken from
        IMPORT
    }

    record AnyNumber() implements Shape {}

    record Whole(int least, int most) implements Shape {}

    record Flag() implements Shape {}

    record Choice(List<String> values) implements Shape {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /// @param orAlone whether one item may stand without a list
    record ListOf(Shape item, boolean orAlone) implements Shape {}

    /// A map with keys of its own.
    record MapOf(List<Key<?>> keys) implements Shape {
        public MapOf {
            keys = List.copyOf(keys);
        }
    }

    /// A map whose keys are names that the author gives.
    record ByName(Shape value) implements Shape {}

    record Either(List<Shape> shapes) implements Shape {
        public Either {
            shapes = List.copyOf(shapes);
        }

        public static Either of(Shape... shapes) {
            return new Either(List.of(shapes));
        }
    }

    record Anything() implements Shape {}
}

package io.broadsheet.engine.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// One value of a JSON text, with what is below it. Made from the parser's tokens: starting an object mapper takes a
/// short command longer than all of its other reading.
sealed interface JsonTree {
    record Fields(Map<String, JsonTree> byName) implements JsonTree {}

    record Items(List<JsonTree> list) implements JsonTree {}

    record Text(String text) implements JsonTree {}

    /// A number, as it is written.
    record Numeral(String text) implements JsonTree {}

    record Truth(boolean value) implements JsonTree {}

    /// Null, or what is not there.
    enum Nothing implements JsonTree {
        NOTHING
    }

    /// The value of a field; nothing where this is not an object or has no such field.
    default JsonTree path(String name) {
        return this instanceof Fields fields ? fields.byName().getOrDefault(name, Nothing.NOTHING) : Nothing.NOTHING;
    }

    /// One of an array's items; nothing where there is none.
    default JsonTree path(int index) {
        List<JsonTree> items = items();
        return index < items.size() ? items.get(index) : Nothing.NOTHING;
    }

    /// An array's items; none where this is not an array.
    default List<JsonTree> items() {
        return this instanceof Items items ? items.list() : List.of();
    }

    /// An object's fields; none where this is not an object.
    default Set<Map.Entry<String, JsonTree>> fields() {
        return this instanceof Fields fields ? fields.byName().entrySet() : Set.of();
    }

    default boolean isObject() {
        return this instanceof Fields;
    }

    default boolean isContainer() {
        return this instanceof Fields || this instanceof Items;
    }

    default boolean isNumber() {
        return this instanceof Numeral;
    }

    default boolean has(String name) {
        return this instanceof Fields fields && fields.byName().containsKey(name);
    }

    default boolean isTrue() {
        return this instanceof Truth truth && truth.value();
    }

    /// Text, or a number's digits; empty for all else.
    default String text() {
        return this instanceof Text text ? text.text() : this instanceof Numeral number ? number.text() : "";
    }

    /// A whole number that an `int` holds, also where it is written as text; or else what was given.
    default int integer(int otherwise) {
        try {
            return text().isEmpty() ? otherwise : Integer.parseInt(text());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /// Reads JSON texts of a depth that has a limit. Thread-safe.
    final class Reader {
        private final JsonFactory factory;

        Reader(int deepest) {
            factory = JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(deepest)
                            .build())
                    .build();
        }

        /// What is open while an object or array is read, and the name of the field that comes next.
        private static final class Open {
            private final JsonTree tree;
            private String name = "";

            Open(JsonTree tree) {
                this.tree = tree;
            }

            void add(JsonTree child) {
                if (tree instanceof Fields fields) {
                    fields.byName().put(name, child);
                } else if (tree instanceof Items items) {
                    items.list().add(child);
                }
            }
        }

        /// Without recursion: the text may be nested deeper than a thread's stack.
        ///
        /// @throws JacksonException if it is no JSON, or nested too deep
        JsonTree read(String json) {
            Open all = new Open(new Items(new ArrayList<>()));
            Deque<Open> open = new ArrayDeque<>(List.of(all));
            try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    Open within = open.element();
                    if (token == JsonToken.PROPERTY_NAME) {
                        within.name = parser.currentName();
                    } else if (token.isStructEnd()) {
                        open.pop();
                    } else {
                        JsonTree value = value(token, parser);
                        within.add(value);
                        if (value.isContainer()) {
                            open.push(new Open(value));
                        }
                    }
                }
            }
            return all.tree.path(0);
        }

        private static JsonTree value(JsonToken token, JsonParser parser) {
            if (token == JsonToken.START_OBJECT) {
                return new Fields(new LinkedHashMap<>());
            }
            if (token == JsonToken.START_ARRAY) {
                return new Items(new ArrayList<>());
            }
            if (token == JsonToken.VALUE_STRING) {
                return new Text(parser.getString());
            }
            if (token.isNumeric()) {
                return new Numeral(parser.getString());
            }
            return token.isBoolean() ? new Truth(token == JsonToken.VALUE_TRUE) : Nothing.NOTHING;
        }
    }
}

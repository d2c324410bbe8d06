package io.broadsheet.engine.chart;

import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.YamlValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// In which order bars stand.
enum Order {
    SMALLEST("value"),
    LARGEST("-value"),
    LABEL("label"),
    LABEL_BACK("-label"),
    NONE("none");

    private static final List<String> NAMES =
            Arrays.stream(values()).map(o -> o.word).toList();

    static final KeyType<Order> TYPE = new KeyType<>() {
        @Override
        public String expects() {
            return "one of " + String.join(", ", NAMES);
        }

        @Override
        public Shape shape() {
            return new Shape.Choice(NAMES);
        }

        @Override
        public Optional<Order> read(String key, YamlValue value, Problems problems) {
            Optional<String> text = KeyType.TEXT.read(key, value, problems);
            Optional<Order> found = text.flatMap(
                    t -> Arrays.stream(values()).filter(o -> o.word.equals(t)).findFirst());
            if (text.isPresent() && found.isEmpty()) {
                problems.add(
                        ProblemCode.BAD_VALUE,
                        value.span(),
                        key + " can't be " + value.kind(),
                        Suggestion.sentence(key, text.get(), NAMES));
            }
            return found;
        }
    };

    private final String word;

    Order(String word) {
        this.word = word;
    }
}

package io.broadsheet.engine.option;

import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a key's value is read from YAML. What can't be read becomes a problem and an empty result.
///
/// @param <T> what comes out
public interface KeyType<T> {
    /// What the author must write, for messages and documentation: `a column`, `yes or no`.
    String expects();

    Optional<T> read(String key, YamlValue value, Problems problems);

    /// What its YAML looks like, for editors.
    default Shape shape() {
        return new Shape.Anything();
    }

    /// The same, with a shape for editors.
    default KeyType<T> shaped(Shape shape) {
        return shaped(expects(), shape);
    }

    /// The same, with what it expects in words and as a shape.
    default KeyType<T> shaped(String expects, Shape shape) {
        KeyType<T> type = this;
        return new KeyType<>() {
            @Override
            public String expects() {
                return expects;
            }

            @Override
            public Optional<T> read(String key, YamlValue value, Problems problems) {
                return type.read(key, value, problems);
            }

            @Override
            public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
                return type.reworded(value, words);
            }

            @Override
            public Shape shape() {
                return shape;
            }
        };
    }

    /// The value with the words in it (see [#WORDS]) exchanged; all else stays as it is written.
    default YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
        return value;
    }

    KeyType<ColumnRef> COLUMN = new KeyType<>() {
        @Override
        public String expects() {
            return "the name of a column";
        }

        @Override
        public Shape shape() {
            return new Shape.NameOf(Shape.Thing.COLUMN);
        }

        @Override
        public Optional<ColumnRef> read(String key, YamlValue value, Problems problems) {
            if (value instanceof YamlValue.Scalar s && !s.isNull()) {
                return Optional.of(new ColumnRef(s.text(), s.span(), key));
            }
            wrong(key, expects(), value, problems);
            return Optional.empty();
        }
    };

    KeyType<List<ColumnRef>> COLUMNS = listOf("a column or a list of columns", COLUMN);

    KeyType<String> TEXT = scalar("text", s -> Optional.of(s.text()));

    /// Text for readers, in which authors may write `{{ }}` as in the narrative.
    KeyType<String> WORDS = new KeyType<>() {
        @Override
        public String expects() {
            return TEXT.expects();
        }

        @Override
        public Shape shape() {
            return new Shape.Text();
        }

        @Override
        public Optional<String> read(String key, YamlValue value, Problems problems) {
            return TEXT.read(key, value, problems);
        }

        @Override
        public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
            return value instanceof YamlValue.Scalar s && !s.isNull() ? words.apply(s) : value;
        }
    };

    /// Any value, as it was written; whoever asks for it reads on.
    KeyType<YamlValue> ANY = new KeyType<>() {
        @Override
        public String expects() {
            return "a value";
        }

        @Override
        public Optional<YamlValue> read(String key, YamlValue value, Problems problems) {
            return value instanceof YamlValue.Scalar s && s.isNull() ? Optional.empty() : Optional.of(value);
        }
    };

    KeyType<List<String>> TEXTS = listOf("text or a list of texts", TEXT);

    KeyType<Boolean> FLAG = scalar(
                    "yes or no (true or false)", s -> switch (s.text().toLowerCase(Locale.ROOT)) {
                        case "true", "yes" -> Optional.of(true);
                        case "false", "no" -> Optional.of(false);
                        default -> Optional.empty();
                    })
            .shaped(new Shape.Flag());

    KeyType<Double> NUMBER = scalar("a number", s -> finite(s.text())).shaped(new Shape.AnyNumber());

    /// A map of anything, left as YAML: what [Key#rest(String, String)] collects.
    KeyType<YamlValue.Mapping> REST = new KeyType<>() {
        @Override
        public String expects() {
            return "a map";
        }

        @Override
        public Optional<YamlValue.Mapping> read(String key, YamlValue value, Problems problems) {
            return value instanceof YamlValue.Mapping m ? Optional.of(m) : Optional.empty();
        }
    };

    /// How values are written: `number(1)`, `percent(1)`, `money`, `date`, ...
    KeyType<ValueFormat> FORMAT = new KeyType<>() {
        @Override
        public String expects() {
            return "a format, such as number(1) or percent(1)";
        }

        @Override
        public Shape shape() {
            return new Shape.NameOf(Shape.Thing.FORMAT);
        }

        @Override
        public Optional<ValueFormat> read(String key, YamlValue value, Problems problems) {
            Optional<String> text = TEXT.read(key, value, problems);
            Optional<ValueFormat> format = text.flatMap(ValueFormat::parse);
            if (text.isPresent() && format.isEmpty()) {
                problems.add(
                        ProblemCode.BAD_VALUE,
                        value.span(),
                        key + " can't be " + value.kind(),
                        Suggestion.sentence("formats", text.get(), ValueFormat.names()));
            }
            return format;
        }
    };

    static KeyType<Integer> integer(int least, int most) {
        return scalar(
                        "a whole number from " + least + " to " + most,
                        s -> finite(s.text())
                                .filter(d -> d == Math.rint(d) && d >= least && d <= most)
                                .map(Double::intValue))
                .shaped(new Shape.Whole(least, most));
    }

    static <E extends Enum<E>> KeyType<E> choice(Class<E> values) {
        List<String> names =
                Arrays.stream(values.getEnumConstants()).map(KeyType::written).toList();
        return new KeyType<>() {
            @Override
            public String expects() {
                return "one of " + String.join(", ", names);
            }

            @Override
            public Shape shape() {
                return new Shape.Choice(names);
            }

            @Override
            public Optional<E> read(String key, YamlValue value, Problems problems) {
                Optional<String> text = TEXT.read(key, value, problems);
                Optional<E> found = text.flatMap(t -> Arrays.stream(values.getEnumConstants())
                        .filter(e -> written(e).equals(t))
                        .findFirst());
                if (text.isPresent() && found.isEmpty()) {
                    problems.add(
                            ProblemCode.BAD_VALUE,
                            value.span(),
                            key + " can't be " + value.kind(),
                            Suggestion.sentence(key, text.get(), names));
                }
                return found;
            }
        };
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Double> finite(String text) {
        try {
            double value = Double.parseDouble(text.replace("_", ""));
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Reads one scalar; says what was expected where the reader gives nothing.
    static <T> KeyType<T> scalar(String expects, java.util.function.Function<YamlValue.Scalar, Optional<T>> reader) {
        return new KeyType<>() {
            @Override
            public String expects() {
                return expects;
            }

            @Override
            public Shape shape() {
                return new Shape.Text();
            }

            @Override
            public Optional<T> read(String key, YamlValue value, Problems problems) {
                Optional<T> read =
                        value instanceof YamlValue.Scalar s && !s.isNull() ? reader.apply(s) : Optional.empty();
                if (read.isEmpty()) {
                    wrong(key, expects, value, problems);
                }
                return read;
            }
        };
    }

    static <T> KeyType<List<T>> listOf(String expects, KeyType<T> item) {
        return new KeyType<>() {
            @Override
            public String expects() {
                return expects;
            }

            @Override
            public Shape shape() {
                return new Shape.ListOf(item.shape(), true);
            }

            @Override
            public Optional<List<T>> read(String key, YamlValue value, Problems problems) {
                List<YamlValue> items = value instanceof YamlValue.Sequence s ? s.items() : List.of(value);
                List<T> read = new ArrayList<>();
                for (YamlValue v : items) {
                    item.read(key, v, problems).ifPresent(read::add);
                }
                return read.size() == items.size() ? Optional.of(List.copyOf(read)) : Optional.empty();
            }

            @Override
            public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
                return value instanceof YamlValue.Sequence s
                        ? new YamlValue.Sequence(
                                s.span(),
                                s.items().stream()
                                        .map(v -> item.reworded(v, words))
                                        .toList())
                        : item.reworded(value, words);
            }
        };
    }

    /// A nested map with keys of its own.
    static KeyType<Options> map(String owner, List<Key<?>> keys) {
        return new KeyType<>() {
            @Override
            public String expects() {
                return "a map with "
                        + String.join(", ", keys.stream().map(Key::name).toList());
            }

            @Override
            public Shape shape() {
                return new Shape.MapOf(keys);
            }

            @Override
            public Optional<Options> read(String key, YamlValue value, Problems problems) {
                if (value instanceof YamlValue.Mapping mapping) {
                    return Optional.of(Options.read(owner, mapping.span(), mapping, keys, problems));
                }
                wrong(key, expects(), value, problems);
                return Optional.empty();
            }

            @Override
            public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
                return value instanceof YamlValue.Mapping m ? Options.reworded(m, keys, words) : value;
            }
        };
    }

    /// `KEY must be a number, not 'abc'`.
    static void wrong(String key, String expects, YamlValue value, Problems problems) {
        problems.add(ProblemCode.WRONG_TYPE, placeOf(value), key + " must be " + expects + ", not " + value.kind());
    }

    private static Span placeOf(YamlValue value) {
        return value instanceof YamlValue.Scalar s ? s.span() : value.span().part(0, 1);
    }
}

package io.broadsheet.cli;

import io.broadsheet.cli.output.Shapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// An option of a command or a word that it takes, and, once the command line is read, what was given.
final class Argument<T> implements Arguments {
    private final ArgSpec spec;
    private final Value<T> value;

    private Argument(ArgSpec spec, Value<T> value) {
        this.spec = spec;
        this.value = value;
    }

    private static <T> Argument<T> of(OptionSpec.Builder option, Value<T> value) {
        return new Argument<>(
                option.initialValue(value.given).getter(value).setter(value).build(), value);
    }

    private static <T> Argument<T> of(PositionalParamSpec.Builder word, Value<T> value) {
        return new Argument<>(
                word.initialValue(value.given).getter(value).setter(value).build(), value);
    }

    private static OptionSpec.Builder named(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(type).description(description);
    }

    private static PositionalParamSpec.Builder word(String label, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(String.class)
                .description(description);
    }

    /// A word that must be there.
    static Argument<String> required(String label, String description) {
        return of(word(label, description).required(true), Value.of(String.class));
    }

    /// A word that may be left out.
    static Argument<Optional<String>> optional(String label, String description) {
        return of(word(label, description).arity("0..1"), Value.optional(String.class));
    }

    /// An option that must be there.
    static <T> Argument<T> required(String name, String label, Class<T> type, String description) {
        return of(named(name, label, type, description).required(true), Value.of(type));
    }

    /// An option that may be left out.
    static <T> Argument<Optional<T>> optional(String name, String label, Class<T> type, String description) {
        return of(named(name, label, type, description), Value.optional(type));
    }

    static Argument<String> option(String name, String label, String initial, String description) {
        return of(named(name, label, String.class, description), Value.of(String.class, initial));
    }

    static Argument<Integer> option(String name, String label, int initial, String description) {
        return of(named(name, label, Integer.class, description), Value.of(Integer.class, initial));
    }

    /// One of an enum's constants, in lower case.
    static <E extends Enum<E>> Argument<E> option(String name, String label, E initial, String description) {
        Class<E> type = initial.getDeclaringClass();
        return of(
                named(name, label, type, description)
                        .defaultValue(Shapes.lower(initial))
                        .converters(Failures.choice(type)),
                Value.of(type, initial));
    }

    /// `K=V`, several times.
    static Argument<Map<String, String>> pairs(String name, String description) {
        return of(named(name, "K=V", Map.class, description).auxiliaryTypes(String.class, String.class), Value.pairs());
    }

    static Argument<Boolean> flag(String name, String description) {
        return flag(OptionSpec.builder(name).description(description));
    }

    static Argument<Boolean> help() {
        return flag(OptionSpec.builder("-h", "--help").usageHelp(true).description("show this and end"));
    }

    static Argument<Boolean> version() {
        return flag(OptionSpec.builder("-V", "--version").versionHelp(true).description("show the version and end"));
    }

    private static Argument<Boolean> flag(OptionSpec.Builder option) {
        return of(option.type(Boolean.class), Value.of(Boolean.class, false));
    }

    @Override
    public void addTo(CommandSpec command) {
        command.add(spec);
    }

    T get() {
        if (value.value == null) {
            throw new IllegalStateException(spec + " was not given");
        }
        return value.value;
    }

    void set(T given) {
        value.value = given;
    }

    /// Where picocli puts what was given, and finds it again.
    private static final class Value<T> implements IGetter, ISetter {
        private final Function<@Nullable Object, @Nullable T> read;
        private @Nullable Object given;
        private @Nullable T value;

        private Value(Function<@Nullable Object, @Nullable T> read, @Nullable Object given) {
            this.read = read;
            this.given = given;
            this.value = read.apply(given);
        }

        static <T> Value<T> of(Class<T> type) {
            return new Value<>(type::cast, null);
        }

        static <T> Value<T> of(Class<T> type, T initial) {
            return new Value<>(type::cast, initial);
        }

        static <T> Value<Optional<T>> optional(Class<T> type) {
            return new Value<>(given -> Optional.ofNullable(type.cast(given)), null);
        }

        static Value<Map<String, String>> pairs() {
            return new Value<>(Value::pairs, null);
        }

        private static Map<String, String> pairs(@Nullable Object given) {
            Map<String, String> pairs = new LinkedHashMap<>();
            if (given instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> pair : map.entrySet()) {
                    pairs.put(String.valueOf(pair.getKey()), String.valueOf(pair.getValue()));
                }
            }
            return pairs;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // picocli's to know
        public <V> @Nullable V get() {
            return (V) given;
        }

        @Override
        public <V> @Nullable V set(@Nullable V value) {
            @Nullable V before = get();
            this.given = value;
            this.value = read.apply(value);
            return before;
        }
    }
}

package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A parameter that a report or a dataset declares: `weeks: { type: integer, default: 12, min: 2, max: 52 }`.
public record ParameterSpec(
        Name name,
        ParameterType type,
        Object defaultValue,
        Optional<Double> min,
        Optional<Double> max,
        List<String> values) {
    /// Names that every query may bind without declaring them.
    public static final Set<String> BUILT_IN = Set.of("site", "period_start", "period_end");

    private static final Key<ParameterType> TYPE =
            Key.choice("type", ParameterType.class, "What it holds.").orElse(ParameterType.TEXT);
    private static final Key<String> DEFAULT =
            Key.text("default", "Its value where none is given.").require();
    private static final Key<Double> MIN = Key.number("min", "The least value.");
    private static final Key<Double> MAX = Key.number("max", "The greatest value.");
    private static final Key<List<String>> VALUES = Key.of("values", KeyType.TEXTS, "The values that it may have.");
    private static final List<Key<?>> KEYS = List.of(TYPE, DEFAULT, MIN, MAX, VALUES);

    /// A map of parameters by name, as it stands under `params:`.
    static final KeyType<List<ParameterSpec>> DECLARATIONS = new KeyType<>() {
        @Override
        public String expects() {
            return "a map of parameters by name";
        }

        @Override
        public Shape shape() {
            return new Shape.ByName(Shape.Either.of(new Shape.Text(), new Shape.MapOf(KEYS)));
        }

        @Override
        public Optional<List<ParameterSpec>> read(String key, YamlValue value, Problems problems) {
            if (!(value instanceof YamlValue.Mapping map)) {
                problems.add(
                        ProblemCode.WRONG_TYPE, value.span(), key + " must be " + expects() + ", not " + value.kind());
                return Optional.empty();
            }
            List<ParameterSpec> specs = new ArrayList<>();
            for (YamlValue.Entry entry : map.entries()) {
                parse(entry, problems).ifPresent(specs::add);
            }
            return Optional.of(specs);
        }
    };

    private static Optional<ParameterSpec> parse(YamlValue.Entry entry, Problems problems) {
        Name name = new Name(entry.key(), entry.keySpan());
        if (!name.isGood() || BUILT_IN.contains(name.text())) {
            problems.add(
                    ProblemCode.BAD_NAME,
                    name.span(),
                    "'" + name + "' can't be the name of a parameter",
                    BUILT_IN.contains(name.text())
                            ? "It is there by itself: "
                                    + String.join(
                                            ", ", BUILT_IN.stream().sorted().toList())
                            : "Use letters, digits and underscores, beginning with a letter");
            return Optional.empty();
        }
        if (entry.value() instanceof YamlValue.Scalar scalar && !scalar.isNull()) {
            return Optional.of(shortForm(name, scalar));
        }
        if (!(entry.value() instanceof YamlValue.Mapping map)) {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    entry.value().span(),
                    "parameter " + name + " must be a map such as { type: integer, default: 12 }");
            return Optional.empty();
        }
        Options options = Options.read("parameter '" + name + "'", entry.keySpan(), map, KEYS, problems);
        if (!options.has(DEFAULT)) {
            return Optional.empty();
        }
        ParameterType type = options.get(TYPE);
        Optional<Object> defaultValue = type.read(options.get(DEFAULT));
        if (defaultValue.isEmpty()) {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    options.span(DEFAULT),
                    "the default of parameter '" + name + "' must be " + type.expects());
            return Optional.empty();
        }
        ParameterSpec spec = new ParameterSpec(
                name,
                type,
                defaultValue.get(),
                options.find(MIN),
                options.find(MAX),
                options.find(VALUES).orElse(List.of()));
        spec.complaint(defaultValue.get())
                .ifPresent(c -> problems.add(ProblemCode.BAD_VALUE, options.span(DEFAULT), "the default of " + c));
        return Optional.of(spec);
    }

    /// `weeks: 12` is a parameter of the type that its default looks like.
    private static ParameterSpec shortForm(Name name, YamlValue.Scalar scalar) {
        for (ParameterType type :
                List.of(ParameterType.INTEGER, ParameterType.NUMBER, ParameterType.BOOLEAN, ParameterType.DATE)) {
            Optional<Object> value = scalar.quoted() ? Optional.empty() : type.read(scalar.text());
            if (value.isPresent()) {
                return new ParameterSpec(name, type, value.get(), Optional.empty(), Optional.empty(), List.of());
            }
        }
        return new ParameterSpec(
                name, ParameterType.TEXT, scalar.text(), Optional.empty(), Optional.empty(), List.of());
    }

    /// The value for this parameter out of what was given; a value that does not fit is a problem at the declaration.
    public Object valueFrom(Map<String, String> given, Problems problems) {
        String text = given.get(name.text());
        if (text == null) {
            return defaultValue;
        }
        Optional<Object> value = type.read(text);
        Optional<String> complaint =
                value.isEmpty() ? Optional.of("'" + name + "' must be " + type.expects()) : complaint(value.get());
        complaint.ifPresent(c -> problems.add(ProblemCode.BAD_VALUE, span(), "the value given for parameter " + c));
        return value.orElse(defaultValue);
    }

    public Span span() {
        return name.span();
    }

    private Optional<String> complaint(Object value) {
        if (value instanceof Number n) {
            if (min.isPresent() && n.doubleValue() < min.get()) {
                return Optional.of("'" + name + "' must be at least " + plain(min.get()));
            }
            if (max.isPresent() && n.doubleValue() > max.get()) {
                return Optional.of("'" + name + "' must be at most " + plain(max.get()));
            }
        }
        if (!values.isEmpty() && !values.contains(value.toString())) {
            return Optional.of(
                    "'" + name + "' must be one of the " + Suggestion.sentence("values", value.toString(), values));
        }
        return Optional.empty();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

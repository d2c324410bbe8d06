package io.broadsheet.engine.option;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What an author wrote in a component's body, read by the component's keys. Immutable.
public final class Options {
    private final Span span;
    private final Map<String, Object> values;
    private final Map<String, Span> spans;

    private Options(Span span, Map<String, Object> values, Map<String, Span> spans) {
        this.span = span;
        this.values = Map.copyOf(values);
        this.spans = Map.copyOf(spans);
    }

    /// Reads a body. Unknown keys, missing ones and values of a wrong type become problems; what could be read is in
    /// the result all the same.
    ///
    /// @param owner how messages name the component: `line 'weekly'`
    /// @param span the line that opens the fence: where a missing key is reported
    public static Options read(String owner, Span span, YamlValue.Mapping body, List<Key<?>> keys, Problems problems) {
        Map<String, Object> values = new HashMap<>();
        Map<String, Span> spans = new HashMap<>();
        Optional<Key<?>> rest = keys.stream().filter(Key::isRest).findFirst();
        List<YamlValue.Entry> others = new ArrayList<>();
        List<String> names =
                keys.stream().filter(k -> !k.isRest()).map(Key::name).toList();
        for (YamlValue.Entry entry : body.entries()) {
            Optional<Key<?>> key = keys.stream()
                    .filter(k -> !k.isRest() && k.name().equals(entry.key()))
                    .findFirst();
            if (key.isEmpty() && rest.isPresent()) {
                others.add(entry);
                continue;
            }
            if (key.isEmpty()) {
                problems.add(
                        ProblemCode.UNKNOWN_KEY,
                        entry.keySpan(),
                        owner + " has no key '" + entry.key() + "'",
                        Suggestion.sentence("keys", entry.key(), names));
                continue;
            }
            spans.put(entry.key(), entry.value().span());
            key.get().type().read(entry.key(), entry.value(), problems).ifPresent(v -> values.put(entry.key(), v));
        }
        rest.ifPresent(key -> values.put(key.name(), new YamlValue.Mapping(body.span(), others)));
        for (Key<?> key : keys) {
            if (key.isRequired() && body.find(key.name()).isEmpty()) {
                problems.add(
                        ProblemCode.MISSING_KEY,
                        span,
                        owner + " needs '" + key.name() + "'",
                        key.name() + ": " + key.type().expects() + ". " + key.says());
            }
        }
        return new Options(span, values, spans);
    }

    /// A body with the words in it (see [KeyType#WORDS]) exchanged.
    public static YamlValue.Mapping reworded(
            YamlValue.Mapping body, List<Key<?>> keys, UnaryOperator<YamlValue.Scalar> words) {
        List<YamlValue.Entry> entries = body.entries().stream()
                .map(entry -> keys.stream()
                        .filter(k -> !k.isRest() && k.name().equals(entry.key()))
                        .findFirst()
                        .map(k -> new YamlValue.Entry(
                                entry.key(), entry.keySpan(), k.type().reworded(entry.value(), words)))
                        .orElse(entry))
                .toList();
        return new YamlValue.Mapping(body.span(), entries);
    }

    /// The value of a key that is required or has a default.
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no value for " + key.name()));
    }

    /// The value written, or the default, or empty.
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Key<T> key) {
        Object value = values.get(key.name());
        return value == null ? key.defaultValue() : Optional.of((T) value);
    }

    public boolean has(Key<?> key) {
        return values.containsKey(key.name());
    }

    /// Where a key's value stands; the fence's opening line if it was not written.
    public Span span(Key<?> key) {
        return spans.getOrDefault(key.name(), span);
    }

    public Span span() {
        return span;
    }

    /// Every column that the body names, directly or in lists; nested maps report their own.
    public List<ColumnRef> columnRefs() {
        List<ColumnRef> refs = new ArrayList<>();
        values.values().forEach(v -> collect(v, refs));
        refs.sort(java.util.Comparator.comparingInt(r -> r.span().offset()));
        return refs;
    }

    private static void collect(Object value, List<ColumnRef> refs) {
        switch (value) {
            case ColumnRef ref -> refs.add(ref);
            case HoldsColumns holder -> refs.addAll(holder.columnRefs());
            case List<?> list -> list.forEach(v -> collect(v, refs));
            default -> {}
        }
    }

    /// A composite value that names columns, such as one card of `values`.
    public interface HoldsColumns {
        List<ColumnRef> columnRefs();
    }
}

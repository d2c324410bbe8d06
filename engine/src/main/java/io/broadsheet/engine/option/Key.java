package io.broadsheet.engine.option;

import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One key of a component's YAML body: its name, the type of its value, its default, and what it is for. Components
/// declare their keys; reading, checking, completion and documentation come from the declaration.
///
/// @param <T> what [Options#get(Key)] gives
public final class Key<T> {
    private final String name;
    private final KeyType<T> type;
    private final boolean required;
    private final Optional<T> defaultValue;
    private final String says;

    private Key(String name, KeyType<T> type, boolean required, Optional<T> defaultValue, String says) {
        this.name = name;
        this.type = type;
        this.required = required;
        this.defaultValue = defaultValue;
        this.says = says;
    }

    /// A key of any type; the other factories are the common ones.
    public static <T> Key<T> of(String name, KeyType<T> type, String says) {
        return new Key<>(name, type, false, Optional.empty(), says);
    }

    public static Key<ColumnRef> column(String name, String says) {
        return of(name, KeyType.COLUMN, says);
    }

    /// One column, or a list of them.
    public static Key<List<ColumnRef>> columns(String name, String says) {
        return of(name, KeyType.COLUMNS, says);
    }

    public static Key<String> text(String name, String says) {
        return of(name, KeyType.TEXT, says);
    }

    /// Text for readers, in which authors may write `{{ }}` as in the narrative.
    public static Key<String> words(String name, String says) {
        return of(name, KeyType.WORDS, says);
    }

    public static Key<Boolean> flag(String name, String says) {
        return of(name, KeyType.FLAG, says).orElse(false);
    }

    public static Key<Double> number(String name, String says) {
        return of(name, KeyType.NUMBER, says);
    }

    public static Key<Integer> integer(String name, int least, int most, String says) {
        return of(name, KeyType.integer(least, most), says);
    }

    /// One of an enum's constants, written in lower case with dashes.
    public static <E extends Enum<E>> Key<E> choice(String name, Class<E> values, String says) {
        return of(name, KeyType.choice(values), says);
    }

    /// Takes every entry of the body that no other key reads, as it is written: for components whose keys another
    /// program defines. A component has at most one; `name` is not a key that authors write.
    public static Key<YamlValue.Mapping> rest(String name, String says) {
        return of(name, KeyType.REST, says);
    }

    public Key<T> require() {
        return new Key<>(name, type, true, Optional.empty(), says);
    }

    public Key<T> orElse(T value) {
        return new Key<>(name, type, false, Optional.of(value), says);
    }

    public String name() {
        return name;
    }

    public KeyType<T> type() {
        return type;
    }

    public boolean isRequired() {
        return required;
    }

    public Optional<T> defaultValue() {
        return defaultValue;
    }

    /// Whether this is what [#rest(String, String)] made.
    public boolean isRest() {
        return type.equals(KeyType.REST);
    }

    /// One sentence for the guide and for completion.
    public String says() {
        return says;
    }

    /// The lists of several groups of keys as one.
    @SafeVarargs
    public static List<Key<?>> join(List<Key<?>>... groups) {
        List<Key<?>> all = new ArrayList<>();
        for (List<Key<?>> group : groups) {
            all.addAll(group);
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return name;
    }
}

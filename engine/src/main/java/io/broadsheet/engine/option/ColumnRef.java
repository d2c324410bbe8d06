package io.broadsheet.engine.option;

import io.broadsheet.engine.source.Span;

/// A column that an author names in a component's body.
///
/// @param key the key that names it, such as `y`; may be empty
public record ColumnRef(String name, Span span, String key) {
    public ColumnRef(String name, Span span) {
        this(name, span, "");
    }

    /// How messages name it with what it is for: `y: visitors`.
    public String draws() {
        return key.isEmpty() ? "the column " + name : key + ": " + name;
    }

    @Override
    public String toString() {
        return name;
    }
}

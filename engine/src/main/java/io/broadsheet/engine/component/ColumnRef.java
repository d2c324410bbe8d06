package io.broadsheet.engine.component;

import io.broadsheet.engine.source.Span;

/// A column that an author names in a component's body.
public record ColumnRef(String name, Span span) {
    @Override
    public String toString() {
        return name;
    }
}

package io.broadsheet.engine.source;

import java.util.Optional;

/// One fence of a report. The narrative around the fences is the report's template, in which each fence left a slot.
public sealed interface Block {
    /// The line that opens the fence.
    Span span();

    /// A fence `sql NAME [source=SOURCE]`.
    record Query(Span span, Name name, Optional<Name> source, Snippet sql) implements Block {}

    /// A fence `COMPONENT [QUERY]` with a YAML body.
    ///
    /// @param slot the number of the place that it left in the template
    record Component(Span span, int slot, Name kind, Optional<Name> query, YamlValue.Mapping body) implements Block {
        /// How messages name it: `line 'weekly'`, or `table` alone.
        public String owner() {
            return query.map(q -> kind.text() + " '" + q.text() + "'").orElse(kind.text());
        }
    }

    /// Any other fence: shown as it is.
    record Listing(Span span, int slot, String info, String literal) implements Block {}
}

package io.broadsheet.engine.source;

import java.util.List;
import java.util.Optional;

/// A piece of an author's YAML with its place. Scalars keep their text as written; whoever reads one decides what it
/// is.
public sealed interface YamlValue {
    Span span();

    /// What an author would call it: `text`, `a list`, `a map`, `nothing`.
    String kind();

    /// @param quoted whether it was written in quotes (or as a block), so that it is text whatever it looks like
    record Scalar(Span span, String text, boolean quoted) implements YamlValue {
        /// Whether nothing was written, or `null`, or `~`.
        public boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String kind() {
            if (isNull()) {
                return "nothing";
            }
            // What came from the environment may be a secret: it is shown as it was written.
            String shown = span.text().contains("${") ? span.text().replaceAll("^[\"']|[\"']$", "") : text;
            return "'" + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown) + "'";
        }
    }

    record Sequence(Span span, List<YamlValue> items) implements YamlValue {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(Span span, List<Entry> entries) implements YamlValue {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public static Mapping empty(Span span) {
            return new Mapping(span, List.of());
        }

        public Optional<Entry> find(String key) {
            return entries.stream().filter(e -> e.key().equals(key)).findFirst();
        }

        public Optional<YamlValue> get(String key) {
            return find(key).map(Entry::value);
        }

        public List<String> keys() {
            return entries.stream().map(Entry::key).toList();
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    record Entry(String key, Span keySpan, YamlValue value) {}
}

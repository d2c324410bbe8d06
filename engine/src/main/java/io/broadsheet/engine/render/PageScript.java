package io.broadsheet.engine.render;

import io.broadsheet.engine.html.Html;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The page's own script in parts, of which a page gets those that it has something for. In its source a line
/// `//when a|b` begins a part for pages whose markup has one of these words, `//always` one for all pages. Immutable,
/// thread-safe.
final class PageScript {
    private static final String WHEN = "//when ";
    private static final String ALWAYS = "//always";

    private final List<Part> parts;
    /// There are few: pages of one theme have the same kinds of things.
    private final Map<BitSet, Cut> cuts = new ConcurrentHashMap<>();

    /// @param words of which the page must have one; none for all pages
    private record Part(List<String> words, String source) {}

    /// What one page gets.
    ///
    /// @param hash `sha256-...`, as a content security policy names a script
    record Cut(String text, String hash) {}

    private PageScript(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static PageScript of(String source) {
        List<Part> parts = new ArrayList<>();
        List<String> words = List.of();
        StringBuilder lines = new StringBuilder();
        for (String line : source.lines().toList()) {
            if (line.startsWith(WHEN) || line.equals(ALWAYS)) {
                parts.add(new Part(words, lines.toString()));
                lines.setLength(0);
                words = line.equals(ALWAYS)
                        ? List.of()
                        : List.of(line.substring(WHEN.length()).split("\\|", -1));
            } else {
                lines.append(line).append('\n');
            }
        }
        parts.add(new Part(words, lines.toString()));
        return new PageScript(parts);
    }

    /// @param markup all that the script may work on
    Cut forPage(List<Html> markup) {
        BitSet wanted = new BitSet(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            List<String> words = parts.get(i).words();
            wanted.set(
                    i,
                    words.isEmpty()
                            || markup.stream().anyMatch(m -> words.stream().anyMatch(m.markup()::contains)));
        }
        return cuts.computeIfAbsent(wanted, this::cut);
    }

    /// The whole of it.
    Cut all() {
        BitSet every = new BitSet(parts.size());
        every.set(0, parts.size());
        return cuts.computeIfAbsent(every, this::cut);
    }

    private Cut cut(BitSet wanted) {
        StringBuilder source = new StringBuilder();
        wanted.stream().forEach(i -> source.append(parts.get(i).source()));
        String text = Minify.ownScript(source.toString());
        return new Cut(text, Theme.sha256(text));
    }
}

package io.broadsheet.engine.narrative;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tag of a template that is opened and not closed: `{% if`, `{% for`, `{{`.
///
/// @param line 1-based, of the template
/// @param text as messages name it
/// @param close what closes it
record OpenTag(int line, String text, String close) {
    private static final Pattern MARK = Pattern.compile("\\{\\{|\\{%|\\{#");
    private static final Pattern WORD = Pattern.compile("\\{%-?\\s*(\\w+)");
    private static final Set<String> BLOCKS = Set.of("if", "for", "macro", "verbatim");

    /// The tag that is to blame where a template can't be read because something is not closed.
    static Optional<OpenTag> find(CharSequence template) {
        String text = template.toString();
        Deque<OpenTag> open = new ArrayDeque<>();
        Matcher mark = MARK.matcher(text);
        int at = 0;
        while (mark.find(at)) {
            String begin = mark.group();
            String end = begin.equals("{{") ? "}}" : begin.equals("{%") ? "%}" : "#}";
            int close = text.indexOf(end, mark.end());
            int next = mark.end();
            Matcher again = MARK.matcher(text);
            boolean swallows = close >= 0 && !begin.equals("{#") && again.find(next) && again.start() < close;
            if (close < 0 || swallows) {
                return Optional.of(new OpenTag(line(text, mark.start()), begin, end));
            }
            block(text, mark.start(), open);
            at = close + end.length();
        }
        return Optional.ofNullable(open.peek());
    }

    private static void block(String text, int at, Deque<OpenTag> open) {
        Matcher word = WORD.matcher(text);
        if (!word.find(at) || word.start() != at) {
            return;
        }
        String name = word.group(1);
        if (BLOCKS.contains(name)) {
            open.push(new OpenTag(line(text, at), "{% " + name + " %}", "{% end" + name + " %}"));
        } else if (!open.isEmpty() && open.peek().close().equals("{% " + name + " %}")) {
            open.pop();
        }
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }
}

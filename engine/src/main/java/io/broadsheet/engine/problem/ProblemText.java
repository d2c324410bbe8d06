package io.broadsheet.engine.problem;

import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.TerminalText;
import java.util.Locale;

/// Writes a problem in the one form that the terminal, the preview, JSON and alerts share.
final class ProblemText {
    private static final int LONGEST_LINE = 160;
    private static final int LEAD = 40;

    private ProblemText() {}

    static String of(Problem problem) {
        Span span = problem.span();
        StringBuilder out = new StringBuilder();
        out.append(TerminalText.visible(span.toString()))
                .append(' ')
                .append(problem.severity().name().toLowerCase(Locale.ROOT))
                .append('[')
                .append(problem.code().id())
                .append("]: ")
                .append(TerminalText.visible(problem.message()));
        String line = span.source().line(span.line());
        if (!line.isBlank() || span.length() > 0) {
            frame(out, span, line);
        }
        problem.hintIfAny()
                .ifPresent(hint -> hint.lines().forEach(l -> out.append("\n  ").append(TerminalText.visible(l))));
        return out.toString();
    }

    private static void frame(StringBuilder out, Span span, String line) {
        int from = span.offset() - span.source().lineStart(span.line());
        int to = Math.min(line.length(), from + Math.max(1, span.length()));
        // A very long line is cut to what surrounds the place.
        int cut = line.length() > LONGEST_LINE && from > LEAD ? boundary(line, from - LEAD) : 0;
        int end = Math.min(line.length(), boundary(line, cut + LONGEST_LINE));
        String shown = TerminalText.visible(line.substring(cut, end));
        String lead = cut > 0 ? "…" : "";
        String number = Integer.toString(span.line());
        out.append("\n  ")
                .append(number)
                .append(" | ")
                .append(lead)
                .append(shown)
                .append(end < line.length() ? "…" : "");
        out.append("\n  ").repeat(" ", number.length()).append(" | ");
        out.repeat(
                " ",
                TerminalText.width(lead)
                        + TerminalText.width(TerminalText.visible(line.substring(cut, Math.min(from, end)))));
        int marked = from >= end
                ? 1
                : Math.max(1, TerminalText.width(TerminalText.visible(line.substring(from, Math.min(to, end)))));
        out.repeat("^", marked);
    }

    private static int boundary(String line, int index) {
        int at = Math.min(index, line.length());
        return at > 0 && at < line.length() && Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
    }
}

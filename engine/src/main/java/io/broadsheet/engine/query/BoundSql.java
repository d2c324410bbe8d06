package io.broadsheet.engine.query;

import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.Span;
import java.util.ArrayList;
import java.util.List;

/// SQL as it is sent, and the way back from a place in it to the author's file.
///
/// @param text what the database is given
/// @param order the names of the parameters in the order of binding
record BoundSql(String text, List<String> order, List<Shift> shifts, Snippet snippet) {
    BoundSql {
        order = List.copyOf(order);
        shifts = List.copyOf(shifts);
    }

    /// From `bound` on, the sent text is the written text from `written` on (until the next shift).
    record Shift(int bound, int written) {}

    /// The statement inside of another, which binds more values behind its own.
    BoundSql wrapped(String head, String tail, List<String> more) {
        return within(head, tail, more);
    }

    private BoundSql within(String head, String tail, List<String> more) {
        List<Shift> moved = new ArrayList<>(List.of(new Shift(head.length(), 0)));
        shifts.forEach(s -> moved.add(new Shift(s.bound() + head.length(), s.written())));
        List<String> all = new ArrayList<>(order);
        all.addAll(more);
        return new BoundSql(head + text + tail, all, moved, snippet);
    }

    /// An expression (the body of a scalar macro) as a statement that a parser of statements takes.
    BoundSql asExpression() {
        return within("select ", "", List.of());
    }

    /// The place in the author's file of an offset into the sent text.
    Span span(int offset, int length) {
        int written = offset;
        for (Shift shift : shifts) {
            if (shift.bound() <= offset) {
                written = shift.written() + offset - shift.bound();
            }
        }
        return snippet.span(written, length);
    }

    /// Whether there is nothing but space and comments.
    boolean isEmpty() {
        return SqlText.codeFrom(text, 0) < 0;
    }

    /// The word that the statement begins with.
    Span start() {
        return word(Math.max(0, SqlText.codeFrom(text, 0)));
    }

    /// The first line that says something: where a failure without a place is reported.
    Span firstLine() {
        int from = Math.max(0, SqlText.codeFrom(text, 0));
        int end = text.indexOf('\n', from);
        return span(from, Math.max(1, (end < 0 ? text.length() : end) - from));
    }

    /// The word at an offset into the sent text.
    Span word(int offset) {
        int end = Math.max(0, Math.min(offset, text.length()));
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return span(offset, Math.max(1, end - offset));
    }
}

package io.broadsheet.cli.editor;

import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;

/// The word at a place: letters, digits and underscores of any script.
final class WordAt {
    private WordAt() {}

    /// Empty where no word stands there.
    static Span find(SourceText text, int offset) {
        String all = text.text();
        int from = offset;
        while (from > 0 && isWord(all.codePointBefore(from))) {
            from -= Character.charCount(all.codePointBefore(from));
        }
        int to = offset;
        while (to < all.length() && isWord(all.codePointAt(to))) {
            to += Character.charCount(all.codePointAt(to));
        }
        return text.span(from, to - from);
    }

    static boolean holds(Span span, int offset) {
        return span.offset() <= offset && offset <= span.offset() + span.length();
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}

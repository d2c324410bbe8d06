package io.broadsheet.cli.editor;

import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/// Places as the protocol has them: lines and UTF-16 units, both from 0.
final class Places {
    private Places() {}

    static Position position(SourceText text, int offset) {
        int line = text.lineOf(offset);
        return new Position(line - 1, offset - text.lineStart(line));
    }

    static Range range(Span span) {
        return new Range(
                position(span.source(), span.offset()), position(span.source(), span.offset() + span.length()));
    }

    static Range start() {
        return new Range(new Position(0, 0), new Position(0, 0));
    }

    /// Where a position stands in the text; at the end of its line, or of the text, where that is shorter.
    static int offset(SourceText text, Position position) {
        int line = Math.clamp(position.getLine() + 1L, 1, text.lineCount());
        int column = position.getLine() + 1 > text.lineCount() ? Integer.MAX_VALUE : position.getCharacter();
        return text.lineStart(line) + Math.clamp(column, 0, text.line(line).length());
    }
}

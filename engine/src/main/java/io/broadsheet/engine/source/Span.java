package io.broadsheet.engine.source;

/// A place in an author's file: an offset and a length in UTF-16 units, shown as 1-based line and column
/// (columns count code points).
public record Span(SourceText source, int offset, int length) {
    public Span {
        offset = Math.clamp(offset, 0, source.text().length());
        length = Math.clamp(length, 0, source.text().length() - offset);
    }

    public String file() {
        return source.path();
    }

    public int line() {
        return source.lineOf(offset);
    }

    public int column() {
        return source.text().codePointCount(source.lineStart(line()), offset) + 1;
    }

    public String text() {
        return source.text().substring(offset, offset + length);
    }

    /// The part of this span that begins `from` units into it.
    public Span part(int from, int partLength) {
        return new Span(source, offset + Math.min(from, length), Math.min(partLength, length - Math.min(from, length)));
    }

    @Override
    public String toString() {
        return file() + ":" + line() + ":" + column();
    }
}

package io.broadsheet.engine.source;

import java.util.Arrays;

/// A text file of the author's, with its name as the author knows it (relative to the project) and its lines.
/// Lines end with `\n`, `\r\n` or `\r`; offsets are UTF-16 indexes into [#text()].
public final class SourceText {
    private final String path;
    private final String text;
    private final int[] lineStarts;

    private SourceText(String path, String text, int[] lineStarts) {
        this.path = path;
        this.text = text;
        this.lineStarts = lineStarts;
    }

    public static SourceText of(String path, String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return new SourceText(path, text, Arrays.copyOf(starts, count));
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    public int lineCount() {
        return lineStarts.length;
    }

    /// The 1-based number of the line that holds `offset`.
    public int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// Where the 1-based `line` begins; past the last line, the end of the text.
    public int lineStart(int line) {
        return line > lineStarts.length ? text.length() : lineStarts[Math.max(line, 1) - 1];
    }

    /// The 1-based line without its line ending.
    public String line(int line) {
        int start = lineStart(line);
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(start, end);
    }

    public Span span(int offset, int length) {
        return new Span(this, offset, length);
    }

    /// A place given by 1-based line and 1-based column, as other tools report places.
    public Span spanAt(int line, int column, int length) {
        return span(Math.min(lineStart(line) + Math.max(column, 1) - 1, text.length()), length);
    }

    public Span whole() {
        return span(0, text.length());
    }

    @Override
    public String toString() {
        return path;
    }
}

package io.broadsheet.engine.source;

/// A piece of a source file that is read by itself (the YAML of a component, the SQL of a query), line by line, where
/// each line knows its place in the file. Lines are joined by `\n`, whatever the file ends them with.
public final class Snippet {
    private final SourceText source;
    private final String text;
    private final int[] lineStarts;
    private final int[] sourceOffsets;

    private Snippet(SourceText source, String text, int[] lineStarts, int[] sourceOffsets) {
        this.source = source;
        this.text = text;
        this.lineStarts = lineStarts;
        this.sourceOffsets = sourceOffsets;
    }

    /// Lines of a file, from the 1-based `first` to before `end`, each without its first `indents[i]` characters.
    static Snippet of(SourceText source, int first, int end, int[] indents) {
        StringBuilder text = new StringBuilder();
        int count = Math.max(0, end - first);
        int[] lineStarts = new int[Math.max(1, count)];
        int[] offsets = new int[Math.max(1, count)];
        offsets[0] = source.lineStart(first);
        for (int i = 0; i < count; i++) {
            String line = source.line(first + i);
            int indent = Math.min(indents.length > i ? indents[i] : 0, line.length());
            lineStarts[i] = text.length();
            offsets[i] = source.lineStart(first + i) + indent;
            text.append(line, indent, line.length()).append('\n');
        }
        return new Snippet(source, text.toString(), lineStarts, offsets);
    }

    /// Lines of a file from the 1-based `first` on, as many as there are indents.
    public static Snippet ofLines(SourceText source, int first, int[] indents) {
        return of(source, first, first + indents.length, indents);
    }

    /// The part of this snippet from `start` to before `end`.
    public Snippet part(int start, int end) {
        int[] starts = new int[lineStarts.length];
        int[] offsets = new int[lineStarts.length];
        int count = 0;
        for (int i = 0; i < lineStarts.length; i++) {
            int lineEnd = i + 1 < lineStarts.length ? lineStarts[i + 1] : text.length() + 1;
            if (lineEnd > start && lineStarts[i] <= end) {
                int cut = Math.max(0, start - lineStarts[i]);
                starts[count] = Math.max(0, lineStarts[i] - start);
                offsets[count] = sourceOffsets[i] + cut;
                count++;
            }
        }
        return new Snippet(
                source,
                text.substring(start, end),
                java.util.Arrays.copyOf(starts, Math.max(1, count)),
                java.util.Arrays.copyOf(offsets, Math.max(1, count)));
    }

    /// A whole file.
    public static Snippet of(SourceText source) {
        return of(source, 1, source.lineCount() + 1, new int[0]);
    }

    /// A text that stands in a file as a scalar of YAML: in one line, or as a block whose lines are indented.
    public static Snippet ofScalar(Span span, String text, boolean quoted) {
        boolean block = quoted && (span.text().startsWith("|") || span.text().startsWith(">"));
        if (!block) {
            return of(quoted ? span.part(1, span.length()) : span, text);
        }
        // Folded lines stay the lines that they were written as: SQL and text mean the same.
        SourceText file = span.source();
        int first = span.line() + 1;
        int last = file.lineOf(Math.max(span.offset(), span.offset() + span.length() - 1));
        int indent = Integer.MAX_VALUE;
        for (int line = first; line <= last; line++) {
            String content = file.line(line);
            indent = content.isBlank()
                    ? indent
                    : Math.min(indent, content.length() - content.stripLeading().length());
        }
        int[] indents = new int[Math.max(0, last - first + 1)];
        java.util.Arrays.fill(indents, indent);
        return of(file, first, last + 1, indents);
    }

    /// One piece of text that stands in one line of the file, such as a scalar in YAML.
    public static Snippet of(Span span, String text) {
        return new Snippet(span.source(), text, new int[] {0}, new int[] {span.offset()});
    }

    public SourceText source() {
        return source;
    }

    public String text() {
        return text;
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    /// Where a place of the snippet's text stands in the file.
    public Span span(int offset, int length) {
        int at = Math.clamp(offset, 0, text.length());
        int line = java.util.Arrays.binarySearch(lineStarts, at);
        int index = line >= 0 ? line : -line - 2;
        return source.span(sourceOffsets[index] + (at - lineStarts[index]), length);
    }

    /// A place given by 0-based line and column in code points.
    public Span spanAt(int line, int column, int length) {
        if (line >= lineStarts.length) {
            return span(text.length(), 0);
        }
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
        int at = lineStarts[line];
        for (int i = 0; i < column && at < end; i++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return span(at, length);
    }

    public Span whole() {
        int last = lineStarts.length - 1;
        int end = sourceOffsets[last] + (text.length() - lineStarts[last]);
        return source.span(sourceOffsets[0], Math.max(0, end - sourceOffsets[0]));
    }
}

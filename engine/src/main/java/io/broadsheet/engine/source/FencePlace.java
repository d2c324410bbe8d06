package io.broadsheet.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;

/// Where a fence stands in a report that may be half written, for editors. Found by the parser that reading goes by.
///
/// @param openLine the 1-based line that opens it
/// @param endLine the 1-based line that closes it; the one after the last where nothing does
/// @param closed whether a line closes it
/// @param words the words behind its opening mark, each with its place
/// @param indent how many characters of the opening line stand before its mark
public record FencePlace(int openLine, int endLine, boolean closed, List<Name> words, int indent) {
    private static final Pattern WORD = Pattern.compile("\\S+");

    public FencePlace {
        words = List.copyOf(words);
    }

    /// Whether a 1-based line stands between the one that opens and the one that closes.
    public boolean holds(int line) {
        return line > openLine && line < endLine;
    }

    /// The line that closes the front matter; 0 where there is none, past the last line where nothing closes it.
    public static int frontMatterEnd(SourceText text) {
        if (!text.line(1).stripTrailing().equals("---")) {
            return 0;
        }
        int close = 2;
        while (close <= text.lineCount() && !text.line(close).stripTrailing().equals("---")) {
            close++;
        }
        return close;
    }

    /// The fences of a report, in its order.
    public static List<FencePlace> of(SourceText text) {
        StringBuilder narrative = new StringBuilder();
        int front = frontMatterEnd(text);
        for (int line = 1; line <= text.lineCount(); line++) {
            narrative.append(line <= front ? "" : text.line(line)).append('\n');
        }
        List<FencePlace> places = new ArrayList<>();
        MarkdownParser.parseWithPlaces(narrative.toString()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                places.add(place(text, block));
            }
        });
        return places;
    }

    private static FencePlace place(SourceText text, FencedCodeBlock block) {
        int open = block.getSourceSpans().getFirst().getLineIndex() + 1;
        int last = block.getSourceSpans().getLast().getLineIndex() + 1;
        boolean closed = block.getClosingFenceLength() != null;
        String content = text.line(open);
        String mark = block.getFenceCharacter().repeat(block.getOpeningFenceLength());
        int indent = Math.max(0, content.indexOf(mark));
        return new FencePlace(
                open, closed ? last : last + 1, closed, words(text, open, indent + mark.length()), indent);
    }

    /// The words of a line from one of its characters on, each with its place.
    static List<Name> words(SourceText text, int line, int from) {
        String content = text.line(line);
        List<Name> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(content);
        matcher.region(from, content.length());
        while (matcher.find()) {
            words.add(new Name(
                    matcher.group(),
                    text.span(
                            text.lineStart(line) + matcher.start(),
                            matcher.group().length())));
        }
        return words;
    }
}

package io.broadsheet.engine.source;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Paragraph;

/// Looks for marks of columns and callouts that mean nothing: `::: colums`, columns without an end, `[!NOET]`.
public final class BlockMarks {
    /// What callouts there are: `> [!NOTE]`.
    public static final List<String> CALLOUTS = List.of("note", "tip", "important", "warning", "caution");

    private static final Pattern FENCE = Pattern.compile(" {0,3}(:{3,}\\s*([\\p{L}-]*).*)");
    private static final Pattern CALLOUT = Pattern.compile("[\\s>]*\\[!([A-Za-z]+)].*");

    private BlockMarks() {}

    /// A visitor of a document with places.
    static AbstractVisitor check(SourceText text, Problems problems) {
        return new AbstractVisitor() {
            @Override
            public void visit(CustomBlock block) {
                if (block instanceof ColumnsBlock columns && !columns.isClosed()) {
                    int line = line(block);
                    problems.add(
                            ProblemCode.UNCLOSED_FENCE,
                            text.span(
                                    text.lineStart(line),
                                    text.line(line).stripTrailing().length()),
                            "the columns that begin here are not closed",
                            "Close them with ::: on a line of its own");
                }
                visitChildren(block);
            }

            @Override
            public void visit(Paragraph paragraph) {
                int first = line(paragraph);
                for (int line = first; line < first + paragraph.getSourceSpans().size(); line++) {
                    Matcher fence = FENCE.matcher(text.line(line));
                    if (fence.matches()) {
                        fence(text, line, fence, problems);
                    }
                }
                visitChildren(paragraph);
            }

            @Override
            public void visit(BlockQuote quote) {
                int line = line(quote);
                Matcher mark = CALLOUT.matcher(text.line(line));
                if (mark.matches() && !CALLOUTS.contains(mark.group(1).toLowerCase(Locale.ROOT))) {
                    problems.add(
                            ProblemCode.BAD_VALUE,
                            text.span(
                                    text.lineStart(line) + mark.start(1),
                                    mark.group(1).length()),
                            "no callout is called [!" + mark.group(1) + "]",
                            Suggestion.sentence(
                                    "callouts",
                                    mark.group(1).toUpperCase(Locale.ROOT),
                                    CALLOUTS.stream()
                                            .map(c -> c.toUpperCase(Locale.ROOT))
                                            .toList()));
                }
                visitChildren(quote);
            }
        };
    }

    private static int line(Block block) {
        return block.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    private static void fence(SourceText text, int line, Matcher fence, Problems problems) {
        String name = fence.group(2);
        boolean word = !name.isEmpty();
        problems.add(
                ProblemCode.BAD_FENCE,
                text.span(
                        text.lineStart(line) + fence.start(1),
                        fence.group(1).stripTrailing().length()),
                word ? "'" + name + "' can't stand behind :::" : "::: closes columns, and none are open here",
                "Write ::: columns, the blocks that stand side by side, and :::");
    }
}

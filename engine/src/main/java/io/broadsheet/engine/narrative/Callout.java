package io.broadsheet.engine.narrative;

import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.source.BlockMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/// A quote that begins with `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`, as GitHub shows it.
/// Words after the mark are its title, in place of the usual one.
///
/// ```markdown
/// > [!TIP] 이렇게 해 보세요
/// > 재방문율이 높았던 주의 기획전을 자동화해 보세요.
/// ```
final class Callout extends CustomBlock {
    private static final Pattern MARK = Pattern.compile("\\[!([A-Za-z]+)]\\s*(.*)", Pattern.DOTALL);

    private final String kind;
    private final String title;

    private Callout(String kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    /// Puts a callout in the place of each quote that is one.
    static void find(Node document) {
        List<BlockQuote> quotes = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(BlockQuote quote) {
                quotes.add(quote);
                visitChildren(quote);
            }
        });
        for (BlockQuote quote : quotes) {
            mark(quote).filter(m -> BlockMarks.CALLOUTS.contains(m.kind())).ifPresent(m -> replace(quote, m));
        }
    }

    /// What a quote's first line says of it.
    record Mark(String kind, String title) {}

    static Optional<Mark> mark(BlockQuote quote) {
        if (!(quote.getFirstChild() instanceof Paragraph paragraph)) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder();
        for (Node node = paragraph.getFirstChild(); node instanceof Text text; node = node.getNext()) {
            line.append(text.getLiteral());
        }
        Matcher mark = MARK.matcher(line);
        return mark.matches()
                ? Optional.of(new Mark(
                        mark.group(1).toLowerCase(Locale.ROOT), mark.group(2).strip()))
                : Optional.empty();
    }

    private static void replace(BlockQuote quote, Mark mark) {
        Callout callout = new Callout(mark.kind(), mark.title());
        Paragraph paragraph = (Paragraph) quote.getFirstChild();
        Node node = paragraph.getFirstChild();
        while (node instanceof Text) {
            Node next = node.getNext();
            node.unlink();
            node = next;
        }
        if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
            node.unlink();
        }
        if (paragraph.getFirstChild() == null) {
            paragraph.unlink();
        }
        quote.insertBefore(callout);
        while (quote.getFirstChild() != null) {
            callout.appendChild(quote.getFirstChild());
        }
        quote.unlink();
    }

    void render(Words words, HtmlNodeRendererContext context) {
        HtmlWriter out = context.getWriter();
        out.line();
        out.tag("aside", Map.of("class", "note k-" + kind));
        out.line();
        out.tag("p", Map.of("class", "note-title"));
        out.text(title.isEmpty() ? words.say("callout." + kind) : title);
        out.tag("/p");
        out.line();
        for (Node child = getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        out.tag("/aside");
        out.line();
    }
}

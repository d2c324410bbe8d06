package io.broadsheet.engine.source;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/// Lets emphasis end at a sign and go on with a letter where words have no spaces between them: `**12%**입니다`, and
/// begin so: `는**“새”**`. CommonMark takes such asterisks for text, because in its languages a space would stand there.
/// A single one stays text: `10%*수량` is a product.
///
/// A mark beside the asterisks is punctuation for the parser, as a full stop there would be, and is taken out of the
/// tree.
final class EmphasisBesideLetters extends AbstractVisitor {
    /// Punctuation of no living text: the oblique hyphen of old German prints.
    private static final String MARK = "\u2E5D";

    private static final String LETTER = "[\\p{IsHangul}\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]";
    private static final String SIGN = "[\\p{P}\\p{S}&&[^*]]";
    private static final Pattern END = Pattern.compile("(?<=" + SIGN + ")\\*{2,3}(?=" + LETTER + ")");
    private static final Pattern BEGIN = Pattern.compile("(?<=" + LETTER + ")\\*{2,3}(?=" + SIGN + ")");

    private EmphasisBesideLetters() {}

    static String mark(String markdown) {
        if (markdown.indexOf('*') < 0) {
            return markdown;
        }
        String ends = END.matcher(markdown).replaceAll("$0" + MARK);
        return BEGIN.matcher(ends).replaceAll(MARK + "$0");
    }

    static Node unmark(Node document) {
        document.accept(new EmphasisBesideLetters());
        return document;
    }

    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : text.replace(MARK, "");
    }

    @Override
    public void visit(Text text) {
        text.setLiteral(plain(text.getLiteral()));
    }

    @Override
    public void visit(Code code) {
        code.setLiteral(plain(code.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock code) {
        code.setInfo(plain(code.getInfo()));
        code.setLiteral(plain(code.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code.setLiteral(plain(code.getLiteral()));
    }

    @Override
    public void visit(HtmlInline html) {
        html.setLiteral(plain(html.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock html) {
        html.setLiteral(plain(html.getLiteral()));
    }

    @Override
    public void visit(Link link) {
        link.setDestination(plain(link.getDestination()));
        link.setTitle(plain(link.getTitle()));
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        image.setDestination(plain(image.getDestination()));
        image.setTitle(plain(image.getTitle()));
        visitChildren(image);
    }
}

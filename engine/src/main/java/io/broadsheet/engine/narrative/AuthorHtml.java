package io.broadsheet.engine.narrative;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.MarkdownParser;
import io.broadsheet.engine.source.SourceText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;

/// The author's own HTML and CSS pass; scripts, frames, forms and requests to elsewhere do not. The page's content
/// security policy refuses them in any case: this says so beforehand, with the place.
public final class AuthorHtml {
    private static final Pattern REFUSED_ELEMENT = Pattern.compile(
            "<\\s*/?\\s*(script|iframe|frame|frameset|object|embed|applet|link|meta|base|form|input|button|textarea|select|html|head|body)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER = Pattern.compile("<[^>]*[\\s\"'/](on[a-z]+)\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT_URL = Pattern.compile(
            "(?:href|src|action|xlink:href)\\s*=\\s*[\"']?\\s*((?:java|vb)script\\s*:)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REQUEST = Pattern.compile(
            "(?:(?<![a-z-])(?:src|srcset|poster|background|data)\\s*=\\s*[\"']?\\s*|url\\(\\s*[\"']?\\s*|@import\\s*(?:url\\()?[\"']?\\s*)"
                    + "((?:https?:)?//[^\"'\\s)>]*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern URL_VALUE = Pattern.compile(
            "((?:href|src|action|formaction|xlink:href|poster|background)\\s*=\\s*)(\"[^\"]*\"|'[^']*'|[^\\s>]+)",
            Pattern.CASE_INSENSITIVE);

    private AuthorHtml() {}

    /// Says what of the author's HTML may not be in a report.
    public static void check(SourceText file, String narrative, Problems problems) {
        if (narrative.indexOf('<') < 0) {
            return;
        }
        SourceText text = SourceText.of(file.path(), narrative);
        MarkdownParser.parse(narrative).accept(new AbstractVisitor() {
            private int from;

            @Override
            public void visit(HtmlInline html) {
                piece(html.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
                piece(html.getLiteral());
            }

            private void piece(String literal) {
                int at = narrative.indexOf(literal, from);
                from = at >= 0 ? at + literal.length() : from;
                check(file, text, at >= 0 ? at : Math.max(0, narrative.indexOf(literal)), literal, problems);
            }
        });
    }

    private static void check(SourceText file, SourceText text, int at, String literal, Problems problems) {
        report(
                file,
                text,
                at,
                REFUSED_ELEMENT.matcher(literal),
                ProblemCode.UNSAFE_HTML,
                "a report can't have the element <%s>",
                problems);
        report(
                file,
                text,
                at,
                HANDLER.matcher(literal),
                ProblemCode.UNSAFE_HTML,
                "a report can't have the event handler %s",
                problems);
        report(
                file,
                text,
                at,
                SCRIPT_URL.matcher(literal),
                ProblemCode.UNSAFE_HTML,
                "a report can't have the link %s",
                problems);
        report(
                file,
                text,
                at,
                REQUEST.matcher(literal),
                ProblemCode.OUTSIDE_REQUEST,
                "the page would fetch %s",
                problems);
    }

    private static void report(
            SourceText file, SourceText text, int at, Matcher m, ProblemCode code, String message, Problems problems) {
        while (m.find()) {
            int offset = at + m.start(1);
            int line = text.lineOf(offset);
            int column = offset - text.lineStart(line) + 1;
            problems.add(
                    code,
                    file.spanAt(line, column, m.group(1).length()),
                    String.format(Locale.ROOT, message, m.group(1).toLowerCase(Locale.ROOT)),
                    code == ProblemCode.OUTSIDE_REQUEST
                            ? "Put the file beside the report and name it; it is taken into the page"
                            : "");
        }
    }

    /// The author's HTML with its values back: as text, and never as an address that runs something.
    static String withValues(String literal) {
        if (!ValueText.holdsValue(literal)) {
            return literal;
        }
        Matcher m = URL_VALUE.matcher(literal);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            String value = m.group(2);
            String quote = value.startsWith("\"") || value.startsWith("'") ? value.substring(0, 1) : "";
            String bare = quote.isEmpty() ? value : value.substring(1, value.length() - 1);
            String address = ValueText.holdsValue(bare) ? NarrativeHtml.safeLink(ValueText.decode(bare)) : bare;
            m.appendReplacement(out, Matcher.quoteReplacement(m.group(1) + "\"" + attribute(address) + "\""));
        }
        m.appendTail(out);
        return ValueText.decodeInHtml(out.toString());
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}

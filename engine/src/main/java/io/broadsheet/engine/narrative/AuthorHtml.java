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
import org.commonmark.node.Link;

/// The author's own HTML and CSS pass; scripts, frames, forms and requests to elsewhere do not. The page's content
/// security policy refuses them in any case: this says so beforehand, with the place.
public final class AuthorHtml {
    private static final Pattern REFUSED_ELEMENT = Pattern.compile(
            "<\\s*/?\\s*(script|iframe|frame|frameset|object|embed|applet|link|meta|base|form|input|button|textarea|select|html|head|body)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER = Pattern.compile("<[^<>]*[\\s\"'/](on[a-z]+)\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT_URL = Pattern.compile(
            "(?:href|src|action|xlink:href)\\s*=\\s*[\"']?\\s*((?:java|vb)script\\s*:)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REQUEST = Pattern.compile(
            "(?:(?<![a-z-])(?:src|srcset|poster|background)\\s*=\\s*[\"']?\\s*|url\\(\\s*[\"']?\\s*"
                    + "|@import\\s*(?:url\\()?[\"']?\\s*)((?!data:|#|\\{\\{)[^\"'\\s)>#]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLE_VALUE =
            Pattern.compile("\\bstyle\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s>]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern URL_VALUE = Pattern.compile(
            "((?:href|srcset|src|action|formaction|xlink:href|poster|background|data)\\s*=\\s*)(\"[^\"]*\"|'[^']*'|[^\\s>]+)",
            Pattern.CASE_INSENSITIVE);

    private AuthorHtml() {}

    /// Says what of the author's HTML may not be in a report.
    public static void check(SourceText file, String narrative, Problems problems) {
        check(file, 1, narrative, problems);
    }

    /// The same for a part of a file that begins at the 1-based `firstLine`.
    public static void check(SourceText file, int firstLine, String narrative, Problems problems) {
        if (narrative.indexOf('<') < 0 && !narrative.contains("](")) {
            return;
        }
        SourceText text = SourceText.of(file.path(), narrative);
        Reporter reporter = new Reporter(file, firstLine, text, problems);
        MarkdownParser.parse(narrative).accept(new AbstractVisitor() {
            private int from;

            @Override
            public void visit(Link link) {
                String address = link.getDestination();
                if (!address.contains("{{") && NarrativeHtml.safeLink(address).equals("#") && !address.equals("#")) {
                    int at = Math.max(0, narrative.indexOf(address, from));
                    reporter.add(
                            ProblemCode.UNSAFE_HTML,
                            at,
                            address.length(),
                            "a report can't have the link " + address,
                            "Links are https:, http:, mailto:, tel:, or # and a heading");
                }
                visitChildren(link);
            }

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
                check(reporter, at >= 0 ? at : Math.max(0, narrative.indexOf(literal)), literal);
            }
        });
    }

    private static void check(Reporter reporter, int at, String literal) {
        String refused = "Reports have no scripts, frames, forms or event handlers of their own";
        reporter.all(
                ProblemCode.UNSAFE_HTML, at, REFUSED_ELEMENT, literal, "a report can't have the element <%s>", refused);
        reporter.all(
                ProblemCode.UNSAFE_HTML, at, HANDLER, literal, "a report can't have the event handler %s", refused);
        reporter.all(
                ProblemCode.UNSAFE_HTML,
                at,
                SCRIPT_URL,
                literal,
                "a report can't have the link %s",
                "Links are https:, http:, mailto:, tel:, or # and a heading");
        reporter.all(
                ProblemCode.OUTSIDE_REQUEST,
                at,
                REQUEST,
                literal,
                "the page would fetch %s",
                "Put the file beside the report and name it; it is taken into the page");
    }

    /// Puts what is found in a part of a file where it stands in the file.
    private record Reporter(SourceText file, int firstLine, SourceText part, Problems problems) {
        void add(ProblemCode code, int offset, int length, String message, String hint) {
            int line = part.lineOf(offset);
            int from = file.lineStart(line + firstLine - 1) + offset - part.lineStart(line);
            problems.add(code, file.span(from, length), message, hint);
        }

        void all(ProblemCode code, int at, Pattern pattern, String literal, String message, String hint) {
            Matcher m = pattern.matcher(literal);
            while (m.find()) {
                String what = m.group(1);
                if (m.start(1) > 0 && literal.charAt(m.start(1) - 1) == '/') {
                    // The closing tag of what is said already.
                    continue;
                }
                add(
                        code,
                        at + m.start(1),
                        what.length(),
                        String.format(Locale.ROOT, message, what.toLowerCase(Locale.ROOT)),
                        hint);
            }
        }
    }

    /// Whether a piece of HTML has something that no report may have: tags can be put together by a template so that
    /// nothing is to be seen of it before.
    private static boolean isRefused(String literal) {
        return REFUSED_ELEMENT.matcher(literal).find()
                || HANDLER.matcher(literal).find()
                || SCRIPT_URL.matcher(literal).find();
    }

    /// The author's HTML with its values back: as text, and never as an address that runs something.
    static String withValues(String literal) {
        if (isRefused(literal)) {
            return attribute(ValueText.decode(literal));
        }
        if (!ValueText.holdsValue(literal)) {
            return literal;
        }
        if (literal.toLowerCase(Locale.ROOT).contains("<style")) {
            return ValueText.decodeInStyle(literal);
        }
        return withAddresses(STYLE_VALUE
                .matcher(literal)
                .replaceAll(m -> Matcher.quoteReplacement(ValueText.decodeInStyle(m.group()))));
    }

    private static String withAddresses(String literal) {
        Matcher m = URL_VALUE.matcher(literal);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            String value = m.group(2);
            String quote = value.startsWith("\"") || value.startsWith("'") ? value.substring(0, 1) : "";
            String bare = quote.isEmpty() ? value : value.substring(1, value.length() - 1);
            String address = ValueText.holdsValue(bare) ? address(m.group(1), ValueText.decode(bare)) : bare;
            m.appendReplacement(out, Matcher.quoteReplacement(m.group(1) + "\"" + attribute(address) + "\""));
        }
        m.appendTail(out);
        return ValueText.decodeInHtml(out.toString());
    }

    /// A value may lead to somewhere else; it never makes the page fetch something.
    private static String address(String attribute, String value) {
        boolean link = attribute.toLowerCase(Locale.ROOT).startsWith("href");
        return link ? NarrativeHtml.safeLink(value) : value.startsWith("data:image/") ? value : "#";
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}

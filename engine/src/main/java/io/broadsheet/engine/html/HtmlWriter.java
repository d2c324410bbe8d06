package io.broadsheet.engine.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Writes markup: tags and attributes by name, text escaped. Every element that is opened must be closed, in order;
/// [#toHtml()] checks it.
///
/// ```java
/// new HtmlWriter().open("td").attribute("class", "n").text("a < b").close().toHtml()
/// ```
///
/// Attributes follow [#open(String)] directly. Not thread-safe.
public final class HtmlWriter {
    private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "meta", "link", "wbr", "col", "source");
    private static final Set<String> SVG_SHAPES =
            Set.of("line", "path", "rect", "circle", "ellipse", "polyline", "polygon", "use", "stop");

    /// What follows one of these, or the end of its row, ends it: a table of numbers is a third shorter without.
    private static final Set<String> ENDED_BY_NEXT = Set.of("td", "th");

    private final StringBuilder out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    public HtmlWriter() {
        this(1024);
    }

    public HtmlWriter(int expectedLength) {
        out = new StringBuilder(expectedLength);
    }

    public HtmlWriter open(String element) {
        endTag();
        out.append('<').append(element);
        inTag = true;
        open.push(element);
        return this;
    }

    /// Opens an element with one class.
    public HtmlWriter open(String element, String cssClass) {
        return open(element).attribute("class", cssClass);
    }

    public HtmlWriter attribute(String name, String value) {
        checkInTag(name);
        out.append(' ').append(name).append("=\"");
        Html.escape(value, out);
        out.append('"');
        return this;
    }

    public HtmlWriter attribute(String name, int value) {
        return attribute(name, Integer.toString(value));
    }

    /// A coordinate or a length: at most two decimals, no exponent, no `-0`; 0 where it is not finite.
    public HtmlWriter attribute(String name, double value) {
        return attribute(name, coordinate(value));
    }

    /// How a drawing writes a coordinate: at most two decimals, no trailing zeros.
    public static String coordinate(double value) {
        if (!Double.isFinite(value)) {
            return "0";
        }
        long hundredths = Math.round(value * 100);
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String sign = hundredths < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + "."
                + (rest % 10 == 0 ? Long.toString(rest / 10) : (rest < 10 ? "0" + rest : Long.toString(rest)));
    }

    /// A boolean attribute, such as `hidden`.
    public HtmlWriter attribute(String name) {
        checkInTag(name);
        out.append(' ').append(name);
        return this;
    }

    private void checkInTag(String name) {
        if (!inTag) {
            throw new IllegalStateException("attribute " + name + " outside of a tag");
        }
    }

    public HtmlWriter text(String text) {
        endTag();
        Html.escape(text, out);
        return this;
    }

    public HtmlWriter raw(Html html) {
        endTag();
        out.append(html.markup());
        return this;
    }

    /// A whole element with text in it.
    public HtmlWriter element(String element, String text) {
        return open(element).text(text).close();
    }

    public HtmlWriter element(String element, String cssClass, String text) {
        return open(element, cssClass).text(text).close();
    }

    public HtmlWriter newLine() {
        endTag();
        out.append('\n');
        return this;
    }

    /// Closes the element opened last.
    public HtmlWriter close() {
        String element = open.pop();
        if (inTag && VOID.contains(element)) {
            out.append('>');
            inTag = false;
            return this;
        }
        if (inTag && SVG_SHAPES.contains(element)) {
            out.append("/>");
            inTag = false;
            return this;
        }
        endTag();
        if (ENDED_BY_NEXT.contains(element)) {
            return this;
        }
        out.append("</").append(element).append('>');
        return this;
    }

    private void endTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    public Html toHtml() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return Html.trusted(out.toString());
    }
}

package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;

/// What the components of this package share in markup.
final class Markup {
    private static final int LONGEST_LOOK = 400;
    private static final int SHORT = 14;
    private static final double SHORT_WIDTH = 6.5;

    private Markup() {}

    /// The sentence where there are no rows.
    static Html nothing(DrawContext context) {
        return new HtmlWriter()
                .open("p", "empty")
                .attribute("id", context.id())
                .text(context.words().say("empty.table"))
                .close()
                .toHtml();
    }

    /// Opens the box in which a wide table scrolls by itself, also by keyboard. Closed by the caller.
    ///
    /// @param cssClass `wide`, with others
    /// @param label its name where there is no caption; empty to leave it without
    static void openWide(HtmlWriter out, String cssClass, String id, boolean captioned, String label) {
        out.open("div", cssClass);
        if (captioned) {
            out.attribute("role", "region")
                    .attribute("aria-labelledby", id + "-c")
                    .attribute("tabindex", 0);
        } else if (!label.isEmpty()) {
            out.attribute("role", "region").attribute("aria-label", label).attribute("tabindex", 0);
        }
    }

    static void caption(HtmlWriter out, String id, String title, String caption) {
        if (title.isEmpty() && caption.isEmpty()) {
            return;
        }
        out.open("caption").open("span");
        if (!title.isEmpty()) {
            out.open("b").attribute("id", id + "-c").text(title).close();
        }
        if (!caption.isEmpty()) {
            out.text(title.isEmpty() ? "" : " ").open("span", "cap");
            if (title.isEmpty()) {
                out.attribute("id", id + "-c");
            }
            out.text(caption).close();
        }
        out.close().close();
    }

    /// In em: Korean and the like are as wide as high, the rest about half.
    static double width(String text) {
        return text.codePoints().mapToDouble(Markup::width).sum();
    }

    private static double width(int c) {
        return c < 0x1100 ? 0.56 : c >= 0x2000 && c < 0x2E80 ? 0.6 : 0.95;
    }

    /// How many em a text needs so that it breaks between words alone, and not at all where it is short.
    static double leastWidth(String text, double most) {
        boolean isShort = text.length() <= SHORT && width(text) <= SHORT_WIDTH;
        return isShort ? width(text) : longestWord(text, most);
    }

    private static double longestWord(String text, double most) {
        double longest = 0;
        double word = 0;
        for (int i = 0; i < text.length() && longest < most && i < LONGEST_LOOK; i++) {
            char c = text.charAt(i);
            word = Character.isWhitespace(c) ? 0 : word + width(c);
            longest = Math.max(longest, word);
        }
        return Math.min(longest, most);
    }

    /// Text of at most `length` characters; what is longer ends with an ellipsis.
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Math.max(0, length - 1);
        boolean splitsPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end) + "…";
    }
}

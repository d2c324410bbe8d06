package io.broadsheet.engine.table;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;

/// What the components of this package share in markup.
final class Markup {
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
    /// @param label its name where there is no caption; empty to leave it without
    static void openWide(HtmlWriter out, String id, boolean captioned, String label) {
        out.open("div", "wide");
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

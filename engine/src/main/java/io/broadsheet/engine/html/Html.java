package io.broadsheet.engine.html;

/// Trusted markup. Only [HtmlWriter] and the engine's own templates make it, so text can't become markup by accident.
public final class Html {
    private static final Html EMPTY = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    public static Html empty() {
        return EMPTY;
    }

    /// Text as markup: escaped.
    public static Html text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(text, out);
        return new Html(out.toString());
    }

    /// Takes markup as it is. For the engine's own markup only: never for anything that holds data or an author's text.
    public static Html trusted(String markup) {
        return markup.isEmpty() ? EMPTY : new Html(markup);
    }

    public String markup() {
        return markup;
    }

    public boolean isEmpty() {
        return markup.isEmpty();
    }

    @Override
    public String toString() {
        return markup;
    }

    /// Escapes for element content and for double- or single-quoted attributes. Characters that HTML can't carry
    /// (controls, lone surrogates, noncharacters) become U+FFFD.
    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        int point = Character.toCodePoint(c, text.charAt(++i));
                        out.appendCodePoint((point & 0xFFFE) == 0xFFFE ? 0xFFFD : point);
                    } else {
                        out.append(permitted(c) ? c : '\uFFFD');
                    }
                }
            }
        }
    }

    private static boolean permitted(char c) {
        if (c < 0x20) {
            return c == '\n' || c == '\t' || c == '\r';
        }
        return !(c >= 0x7F && c <= 0x9F) && !Character.isSurrogate(c) && c < 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
    }
}

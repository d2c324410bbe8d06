package io.broadsheet.engine.narrative;

/// Keeps values apart from Markdown. On its way through the template a value's ASCII punctuation is shifted into a
/// private-use range, where Markdown takes it for letters: whatever a value holds, it can't become emphasis, a link, a
/// heading, a table cell or HTML. Once Markdown is a tree, the text in the tree is shifted back, and the writer escapes
/// it as any other text.
final class ValueText {
    private static final char BASE = '\uE000';

    private ValueText() {}

    /// A value as it may stand in Markdown: one line, no markup.
    static String encode(String value) {
        StringBuilder out = new StringBuilder(value.length());
        String text = value.strip();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029') {
                out.append(' ');
            } else if (c == '\uE0FF') {
                out.append('\uFFFD');
            } else {
                out.append(isPunctuation(c) ? (char) (BASE + c) : c);
            }
        }
        return out.toString();
    }

    /// The text with its punctuation back.
    static String decode(String text) {
        int i = 0;
        while (i < text.length() && !isShifted(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            out.append(isShifted(c) ? (char) (c - BASE) : c);
        }
        return out.toString();
    }

    /// For text inside an author's own HTML: punctuation back, with what HTML would read written as entities.
    static String decodeInHtml(String html) {
        if (!holdsValue(html)) {
            return html;
        }
        StringBuilder out = new StringBuilder(html.length() + 32);
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            if (!isShifted(c)) {
                out.append(c);
                continue;
            }
            char plain = (char) (c - BASE);
            switch (plain) {
                case '<', '>', '&', '"', '\'', '`', '=', '{', '}', ';', '(', ')', '\\', '@', '*', '/' ->
                    out.append("&#").append((int) plain).append(';');
                default -> out.append(plain);
            }
        }
        return out.toString();
    }

    /// For text inside an author's own CSS: of the punctuation of values only what lengths, numbers, colours and names
    /// are written with.
    static String decodeInStyle(String css) {
        StringBuilder out = new StringBuilder(css.length());
        css.chars().forEach(c -> {
            char plain = isShifted((char) c) ? (char) (c - BASE) : (char) c;
            if (plain == c || ".,%#-_".indexOf(plain) >= 0) {
                out.append(plain);
            }
        });
        return out.toString();
    }

    static boolean holdsValue(String text) {
        return text.chars().anyMatch(c -> isShifted((char) c));
    }

    private static boolean isShifted(char c) {
        return c > BASE && c <= BASE + 0x7E;
    }

    private static boolean isPunctuation(char c) {
        return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
    }
}

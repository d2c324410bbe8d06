package io.broadsheet.engine.source;

/// Text for terminals: how many columns it takes, and without what would drive the terminal. Korean, Chinese, Japanese
/// and full-width forms take two columns, marks that combine none.
public final class TerminalText {
    private TerminalText() {}

    public static int width(String text) {
        return text.codePoints().map(TerminalText::width).sum();
    }

    /// The index of the character that stands at a 0-based column.
    public static int indexAt(String text, int column) {
        int left = column;
        int i = 0;
        while (i < text.length() && left > 0) {
            int c = text.codePointAt(i);
            left -= width(c);
            i += Character.charCount(c);
        }
        return i;
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xA960 && c <= 0xA97C)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        // The vowels and final consonants of decomposed Korean join the letter before them.
        boolean joined = (c >= 0x1160 && c <= 0x11FF)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.ENCLOSING_MARK;
        return wide ? 2 : joined ? 0 : 1;
    }

    /// The text on one line, with a visible stand-in for each character that would move the caret or change colours.
    public static String visible(String text) {
        if (text.chars().noneMatch(c -> c < 0x20 || c >= 0x7F)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(visible(c)));
        return out.toString();
    }

    private static int visible(int c) {
        if (c == '\t') {
            return ' ';
        }
        if (c == '\n' || c == '\r') {
            return 0x21B5;
        }
        int type = Character.getType(c);
        boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
        return hidden ? 0xFFFD : c;
    }

    /// At most `columns` wide; cut text ends with `…`.
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder out = new StringBuilder(columns);
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            if (width > columns - 1) {
                break;
            }
            out.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return out.append('…').toString();
    }
}

package io.broadsheet.engine.source;

/// How many columns a terminal gives a text: two for Korean, Chinese, Japanese and full-width forms, none for marks
/// that combine.
public final class DisplayWidth {
    private DisplayWidth() {}

    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /// The index of the character that stands at a 0-based column.
    public static int indexAt(String text, int column) {
        int left = column;
        int i = 0;
        while (i < text.length() && left > 0) {
            int c = text.codePointAt(i);
            left -= of(c);
            i += Character.charCount(c);
        }
        return i;
    }

    private static int of(int c) {
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
}

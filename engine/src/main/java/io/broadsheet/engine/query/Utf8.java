package io.broadsheet.engine.query;

/// Offsets in bytes of UTF-8, as databases count them.
final class Utf8 {
    private Utf8() {}

    /// The index into the text of the character at a byte offset.
    static int offsetOf(String text, int bytes) {
        int left = bytes;
        int i = 0;
        while (i < text.length() && left > 0) {
            int c = text.codePointAt(i);
            left -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            i += Character.charCount(c);
        }
        return i;
    }
}

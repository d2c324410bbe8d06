package io.broadsheet.server.delivery;

/// Text from outside on its way into a header or a line of text: one line, nothing invisible, not too long.
final class OneLine {
    static final int LONGEST = 300;

    private OneLine() {}

    static String of(String text) {
        return of(text, LONGEST);
    }

    static String of(String text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        text.codePoints()
                .filter(c -> !isHidden(c))
                .map(c -> breaksLine(c) ? ' ' : c)
                .takeWhile(c -> line.length() + Character.charCount(c) <= longest)
                .forEachOrdered(line::appendCodePoint);
        return line.toString().strip();
    }

    private static boolean breaksLine(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /// Marks that turn the direction of what follows: a name could make an address look like another.
    private static boolean isHidden(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0xFEFF;
    }
}

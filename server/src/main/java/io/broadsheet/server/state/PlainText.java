package io.broadsheet.server.state;

/// Text that a database and a page take: no control characters, no halves of letters, not too long.
public final class PlainText {
    private PlainText() {}

    /// What the text has of such letters, control characters as blanks, cut at a length.
    public static String of(String text, int longest) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .takeWhile(c -> plain.length() + Character.charCount(c) <= longest)
                .forEachOrdered(plain::appendCodePoint);
        return plain.toString();
    }

    public static boolean is(String text) {
        return of(text, Integer.MAX_VALUE).equals(text);
    }
}

package io.broadsheet.server.site;

/// Text that a database and a page take: no control characters, no halves of letters, not too long.
final class PlainText {
    private PlainText() {}

    static String of(String text, int longest) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .takeWhile(c -> plain.length() + Character.charCount(c) <= longest)
                .forEachOrdered(plain::appendCodePoint);
        return plain.toString();
    }

    static boolean is(String text) {
        return of(text, Integer.MAX_VALUE).equals(text);
    }
}

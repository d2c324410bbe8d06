package io.broadsheet.server.reading;

/// What a reader typed, made fit to be kept and shown: text, line ends, and nothing that steers a terminal, a
/// database or the direction of the words around it.
final class ReaderText {
    static final int LONGEST = 2000;

    private ReaderText() {}

    static String clean(String typed) {
        StringBuilder out = new StringBuilder();
        String lines = typed.replace("\r\n", "\n").replace('\r', '\n');
        lines.codePoints().filter(ReaderText::isText).limit(LONGEST).forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    private static boolean isText(int c) {
        if (c == '\n') {
            return true;
        }
        boolean steersDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !steersDirection
                && switch (Character.getType(c)) {
                    case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
                    case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}

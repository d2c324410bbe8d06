package io.broadsheet.engine.chart;

/// Makes a label of any text that data may hold: one line, no control or direction-changing characters, of a length
/// that a reader can take in.
final class LabelText {
    private static final int MOST = 120;

    private LabelText() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MOST + 8));
        int points = 0;
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isDropped(c)) {
                continue;
            }
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                space = !out.isEmpty();
                continue;
            }
            if (points == MOST) {
                return out.append('…').toString();
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            boolean broken = Character.getType(c) == Character.SURROGATE;
            out.appendCodePoint(broken ? 0xFFFD : c);
            points++;
        }
        return out.toString();
    }

    /// Text in a sentence: what reads from right to left is isolated, so that it doesn't reorder its neighbours.
    static String isolated(String label) {
        boolean rightToLeft = label.codePoints().anyMatch(LabelText::isRightToLeft);
        return rightToLeft ? "\u2068" + label + "\u2069" : label;
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /// Marks that turn the direction of what follows, and invisible joins that could hide in a name.
    private static boolean isDropped(int c) {
        boolean embeds = c >= 0x202A && c <= 0x202E;
        boolean isolates = c >= 0x2066 && c <= 0x2069;
        return embeds || isolates || c == 0x200E || c == 0x200F || c == 0xFEFF;
    }
}

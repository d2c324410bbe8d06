package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// How wide text is, without a font at hand: the reader's font is unknown, so each code point takes the widest of the
/// faces that [GlyphWidths] was written from. What they lack is guessed: Han and symbols take a full em, letters of
/// other scripts three quarters.
final class TextWidth {
    static final double FONT_PX = 12;
    static final double LINE_PX = 15;

    private static final double OTHER = 0.74;
    private static final double WIDE = 1;
    private static final double EMOJI = 1.38;

    private TextWidth() {}

    static double of(String text) {
        return of(text, false);
    }

    static double bold(String text) {
        return of(text, true);
    }

    private static double of(String text, boolean bold) {
        double ems = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            ems += ofPoint(c, bold);
            i += Character.charCount(c);
        }
        return ems * FONT_PX;
    }

    static double widest(List<String> texts) {
        double widest = 0;
        for (String text : texts) {
            widest = Math.max(widest, of(text));
        }
        return widest;
    }

    private static double ofPoint(int c, boolean bold) {
        if (c >= 0xAC00 && c <= 0xD7A3) {
            return (bold ? GlyphWidths.HANGUL_BOLD : GlyphWidths.HANGUL) * GlyphWidths.UNIT;
        }
        String[] letters = bold ? GlyphWidths.BOLD : GlyphWidths.REGULAR;
        for (int r = 0; r < letters.length && c >= GlyphWidths.STARTS[r]; r++) {
            int at = c - GlyphWidths.STARTS[r];
            if (at < letters[r].length() && letters[r].charAt(at) != GlyphWidths.NONE) {
                return (letters[r].charAt(at) - GlyphWidths.NONE) * GlyphWidths.UNIT;
            }
        }
        return guessed(c);
    }

    private static double guessed(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        if (c >= 0x1F000) {
            return c < 0x20000 ? EMOJI : WIDE;
        }
        return isWide(c) ? WIDE : OTHER;
    }

    /// Han, Hangul, kana, full-width forms, arrows and symbols.
    private static boolean isWide(int c) {
        boolean symbol = c >= 0x2190 && c < 0x2C00;
        boolean jamo = c >= 0x1100 && c < 0x1200;
        boolean eastAsian = (c >= 0x2E80 && c < 0xD7FF) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFFE7);
        return symbol || jamo || eastAsian;
    }

    /// The text, or as much of it as fits before an ellipsis.
    static String cut(String text, double widthPx) {
        return cut(text, widthPx, false);
    }

    static String cut(String text, double widthPx, boolean bold) {
        if (of(text, bold) <= widthPx) {
            return text;
        }
        double room = widthPx - of("…", bold);
        int end = 0;
        double used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += ofPoint(c, bold) * FONT_PX;
            if (used > room) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /// Bold text before a value. The text is cut where both have no room: half a number is a wrong number.
    static String cutBefore(String text, String value, double widthPx) {
        double room = widthPx - bold(value);
        return room < bold("…") ? cut(text + value, widthPx, true) : cut(text, room, true) + value;
    }

    /// The text in lines broken at spaces; the last line is cut where `mostLines` don't hold it.
    static List<String> wrap(String text, double widthPx, int mostLines) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = lines.size() == mostLines - 1 ? rest.length() : lineEnd(rest, widthPx);
            lines.add(cut(rest.substring(0, end).strip(), widthPx));
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    private static int lineEnd(String text, double widthPx) {
        if (of(text) <= widthPx) {
            return text.length();
        }
        int end = text.indexOf(' ');
        int next = end;
        while (next > 0 && of(text.substring(0, next)) <= widthPx) {
            end = next;
            next = text.indexOf(' ', next + 1);
        }
        return end < 0 ? text.length() : end;
    }
}

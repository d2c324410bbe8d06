package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// How wide text is, without a font at hand: advance widths of a sans face at 12 px, a little on the wide side, because
/// the reader's font is unknown. Han, Hangul and kana take a full em.
final class TextWidth {
    static final double FONT_PX = 12;
    static final double LINE_PX = 15;

    /// Thousandths of an em for U+0020 to U+007E.
    private static final int[] ASCII = {
        290, 300, 390, 640, 620, 900, 690, 240, 350, 350, 430, 640, 290, 400, 290, 370, 620, 620, 620, 620, 620, 620,
                620,
        620, 620, 620, 300, 300, 640, 640, 640, 560, 1020, 690, 690, 730, 750, 640, 620, 780, 760, 300, 540, 690, 600,
                880,
        770, 790, 670, 790, 690, 680, 660, 750, 700, 980, 690, 680, 660, 350, 370, 350, 500, 560, 360, 590, 620, 570,
                620,
        590, 360, 620, 600, 260, 270, 550, 260, 890, 600, 620, 620, 620, 400, 540, 370, 600, 560, 800, 560, 560, 550,
                370,
        300, 370, 640
    };

    private static final double BOLD = 1.06;
    private static final double OTHER = 700;
    private static final double WIDE = 1000;
    private static final double EMOJI = 1380;

    private TextWidth() {}

    static double of(String text) {
        return text.codePoints().mapToDouble(TextWidth::ofPoint).sum() * FONT_PX / 1000;
    }

    static double bold(String text) {
        return of(text) * BOLD;
    }

    static double widest(List<String> texts) {
        return texts.stream().mapToDouble(TextWidth::of).max().orElse(0);
    }

    private static double ofPoint(int c) {
        if (c >= 0x20 && c <= 0x7E) {
            return ASCII[c - 0x20];
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        if (c >= 0x1F000) {
            return c < 0x20000 ? EMOJI : WIDE;
        }
        return c >= 0x2E80 && c < 0xD7FF || c >= 0xF900 && c < 0xFB00 || c >= 0xFE30 && c < 0xFFE7 || c == 0x2026
                ? WIDE
                : c >= 0x1100 && c < 0x1200 || c >= 0x2190 && c < 0x2C00 ? WIDE : OTHER;
    }

    /// The text, or as much of it as fits before an ellipsis.
    static String cut(String text, double widthPx) {
        if (of(text) <= widthPx) {
            return text;
        }
        double room = widthPx - of("…");
        StringBuilder kept = new StringBuilder();
        double used = 0;
        for (int c : text.codePoints().toArray()) {
            used += ofPoint(c) * FONT_PX / 1000;
            if (used > room) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.toString().stripTrailing() + "…";
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

package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// How wide text is, without a font at hand: advance widths of sans faces at 12 px, the wider of Inter's kind (as in
/// Pretendard) and NanumGothic's, because the reader's font is unknown. Han, Hangul and kana take a full em.
final class TextWidth {
    static final double FONT_PX = 12;
    static final double LINE_PX = 15;

    /// Thousandths of an em for U+0020 to U+007E.
    private static final int[] ASCII = {
        290, 430, 430, 640, 620, 1090, 730, 310, 370, 370, 610, 660, 310, 400, 310, 380, 620, 620, 620, 620,
        620, 620, 620, 620, 620, 620, 310, 310, 640, 660, 640, 560, 1020, 730, 690, 730, 750, 640, 620, 800,
        760, 300, 540, 690, 600, 970, 770, 790, 670, 790, 690, 680, 660, 750, 700, 1030, 690, 680, 660, 370,
        970, 370, 660, 560, 360, 590, 620, 570, 620, 590, 370, 620, 610, 260, 270, 550, 260, 910, 610, 620,
        620, 620, 400, 540, 370, 610, 560, 850, 560, 560, 550, 370, 300, 370, 660
    };

    private static final double BOLD = 1.06;
    private static final double OTHER = 740;
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
        return isWide(c) ? WIDE : OTHER;
    }

    /// Han, Hangul, kana, full-width forms, arrows and symbols, and the ellipsis.
    private static boolean isWide(int c) {
        boolean symbol = (c >= 0x2190 && c < 0x2C00) || c == 0x2026;
        boolean jamo = c >= 0x1100 && c < 0x1200;
        boolean eastAsian = (c >= 0x2E80 && c < 0xD7FF) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFFE7);
        return symbol || jamo || eastAsian;
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

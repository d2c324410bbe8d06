package io.broadsheet.engine.chart;

/// Korean particles that follow the sound of the word before them: `⟨은/는⟩`, `⟨이/가⟩`, `⟨으로/로⟩`. The first of the
/// pair follows a final consonant; `으로` gives way to `로` after ㄹ.
final class Particles {
    private static final char OPEN = '\u27E8';
    private static final char CLOSE = '\u27E9';

    /// Whether a digit's name ends in a consonant: 영 일 이 삼 사 오 육 칠 팔 구.
    private static final String DIGITS = "ClvCvvCllv";

    private enum End {
        VOWEL,
        CONSONANT,
        RIEUL
    }

    private Particles() {}

    /// The text with each pair decided.
    static String decide(String text) {
        if (text.indexOf(OPEN) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int slash = text.indexOf('/', open);
            int close = text.indexOf(CLOSE, open);
            if (slash < 0 || close < slash) {
                break;
            }
            out.append(text, from, open);
            End end = endOf(out);
            boolean light = end == End.VOWEL || (end == End.RIEUL && text.startsWith("으로", open + 1));
            out.append(light ? text.substring(slash + 1, close) : text.substring(open + 1, slash));
            from = close + 1;
        }
        return out.append(text, from, text.length()).toString();
    }

    /// How what is written so far ends when it is read aloud; brackets and marks are not.
    private static End endOf(CharSequence text) {
        int depth = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth == 0 && (Character.isLetterOrDigit(c) || c == '%')) {
                return endOf(c);
            }
        }
        return End.VOWEL;
    }

    private static End endOf(char c) {
        if (c >= '\uAC00' && c <= '\uD7A3') {
            int last = (c - '\uAC00') % 28;
            return last == 0 ? End.VOWEL : last == 8 ? End.RIEUL : End.CONSONANT;
        }
        if (c >= '0' && c <= '9') {
            char kind = DIGITS.charAt(c - '0');
            return kind == 'v' ? End.VOWEL : kind == 'l' ? End.RIEUL : End.CONSONANT;
        }
        return switch (Character.toLowerCase(c)) {
            case 'l', 'r' -> End.RIEUL;
            case 'm', 'n', 'b', 'c', 'k', 'p', 't', 'g' -> End.CONSONANT;
            default -> End.VOWEL;
        };
    }
}

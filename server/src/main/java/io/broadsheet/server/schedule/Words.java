package io.broadsheet.server.schedule;

import java.util.Locale;

/// Constants as columns and JSON write them, and texts cut to what a column holds.
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    /// At most so many characters; PostgreSQL's text has no NUL.
    static String cut(String text, int most) {
        String clean = text.replace("\0", "");
        if (clean.length() <= most) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(most - 2)) ? most - 2 : most - 1;
        return clean.substring(0, end) + "…";
    }
}

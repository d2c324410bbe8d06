package io.broadsheet.engine.component;

import java.util.Locale;

/// One number of a report for a mail or a card, written as the page writes it.
///
/// @param label what the number is; the title alone where a component has no number to show
/// @param value with its unit; empty where there is only a title
/// @param change such as `▼ 0.6%p`; empty where there is none
public record Headline(String label, String value, String change, Direction direction) {
    /// Which way a number went.
    public enum Direction {
        UP,
        DOWN,
        /// The same as before, or nobody knows.
        NONE;

        /// `up`, `down` or empty.
        public String id() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
        }
    }

    public static Headline title(String title) {
        return new Headline(title, "", "", Direction.NONE);
    }

    public static Headline of(String label, String value) {
        return new Headline(label, value, "", Direction.NONE);
    }

    public boolean hasNumber() {
        return !value.isEmpty();
    }
}

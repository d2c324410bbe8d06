package io.broadsheet.engine.source;

import java.util.OptionalInt;

/// The mark that a fence leaves in the template: an empty fence whose info string holds a private-use character, which
/// neither data (it is replaced there) nor an author's keyboard brings in.
public final class Slot {
    private static final char MARK = '\uE0FF';

    private Slot() {}

    static String info(int number) {
        return MARK + Integer.toString(number);
    }

    /// The number of the slot that a fence's info string names.
    public static OptionalInt number(String info) {
        if (info.length() < 2 || info.length() > 7 || info.charAt(0) != MARK) {
            return OptionalInt.empty();
        }
        String digits = info.substring(1);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalInt.of(Integer.parseInt(digits))
                : OptionalInt.empty();
    }
}

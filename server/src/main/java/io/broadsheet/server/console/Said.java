package io.broadsheet.server.console;

import java.util.Arrays;
import java.util.Locale;

/// What the console answers to a form. Only these sentences: none comes out of an address.
enum Said {
    ACCOUNT("The account is made. Log in with it."),
    PASSWORD("The password is changed."),
    DISABLED("This account can no longer log in."),
    NOT_DISABLED("One account must be left."),
    REFUSED("Not done: a name has letters, digits or . _ @ -, a password at least 12 characters, and names are once."),
    RELEASED("Released. Its recipients are mailed if the run wanted mail."),
    DROPPED("Dropped. The customer goes on seeing the last good one."),
    AGAIN("It will be made again."),
    NOT_ENDED("It has not ended yet."),
    STARTED("The run has begun."),
    CANCELLED("What had not begun will not begin."),
    PAUSED("The schedule is paused."),
    RESUMED("The schedule goes on."),
    SENT("The mail is on its way."),
    NOT_SENT("The mail could not be sent; the log says why."),
    ALLOWED("Mail is allowed again."),
    SUPPRESSED("This address gets no more mail."),
    SYNCHRONISED("The sites are as the project says."),
    UNCHANGED("Nothing was changed: somebody else was faster.");

    private final String sentence;

    Said(String sentence) {
        this.sentence = sentence;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String of(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .map(s -> s.sentence)
                .findFirst()
                .orElse("");
    }
}

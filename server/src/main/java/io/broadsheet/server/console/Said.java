package io.broadsheet.server.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the console answers to a form: the sentences are `console.said.KEY`. Only these: none comes out of an address.
enum Said {
    ACCOUNT,
    PASSWORD,
    DISABLED,
    NOT_DISABLED,
    REFUSED,
    RELEASED,
    DROPPED,
    AGAIN,
    NOT_ENDED,
    STARTED,
    CANCELLED,
    PAUSED,
    RESUMED,
    SENT,
    NOT_SENT,
    ALLOWED,
    SUPPRESSED,
    SYNCHRONISED,
    REMOVED,
    UNCHANGED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Said> find(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }
}

package io.broadsheet.server.delivery;

import java.time.Duration;

/// How long to wait before the next attempt, and when to give up: 30 s, 1 min, 2 min, ... up to an hour.
final class BackOff {
    static final Duration FIRST = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofHours(1);
    /// About six hours of trying.
    static final int MOST_ATTEMPTS = 12;

    private BackOff() {}

    /// @param attempts how many were made
    static Duration after(int attempts) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(20, Math.max(0, attempts - 1)));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    static boolean isOver(int attempts) {
        return attempts >= MOST_ATTEMPTS;
    }
}

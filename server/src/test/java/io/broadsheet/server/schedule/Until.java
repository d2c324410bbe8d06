package io.broadsheet.server.schedule;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a named condition, up to a deadline.
final class Until {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Until() {}

    static void that(String condition, BooleanSupplier holds) {
        that(condition, LONGEST, holds);
    }

    static void that(String condition, Duration longest, BooleanSupplier holds) {
        long end = System.nanoTime() + longest.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in " + longest.toSeconds() + " s: " + condition);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}

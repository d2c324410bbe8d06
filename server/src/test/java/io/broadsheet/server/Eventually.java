package io.broadsheet.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/// Waits for a named condition, with a deadline.
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    public static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(10);

    private Eventually() {}

    public static void is(String condition, BooleanSupplier holds) {
        is(condition, DEADLINE, holds);
    }

    public static void is(String condition, Duration deadline, BooleanSupplier holds) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Assertions.fail("not within " + deadline + ": " + condition);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}

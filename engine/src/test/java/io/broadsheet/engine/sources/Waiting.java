package io.broadsheet.engine.sources;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for a named condition, with a deadline.
final class Waiting {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Waiting() {}

    static void until(String condition, Callable<Boolean> holds) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!holds(holds)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + condition);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

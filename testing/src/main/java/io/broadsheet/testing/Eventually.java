package io.broadsheet.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;

/// Waits for a named condition, with a deadline.
public final class Eventually {
    public static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(10);

    private Eventually() {}

    /// What is waited for; what it throws ends the waiting.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /// Waits for a minute at most.
    public static void is(String what, Condition condition) {
        is(what, MINUTE, condition);
    }

    public static void is(String what, Duration deadline, Condition condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!holds(what, condition)) {
            if (System.nanoTime() > end) {
                Assertions.fail("not within " + deadline + ": " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static boolean holds(String what, Condition condition) {
        try {
            return condition.holds();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("waiting until " + what, e);
        }
    }
}

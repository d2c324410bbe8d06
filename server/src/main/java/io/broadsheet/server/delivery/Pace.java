package io.broadsheet.server.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/// So many mails in a minute and no more, evenly, after a short burst. Not thread-safe.
final class Pace {
    private static final long NANOS_IN_A_MINUTE = Duration.ofMinutes(1).toNanos();
    /// What may leave at once after a pause.
    static final Duration BURST = Duration.ofSeconds(1);

    private final long interval;
    private final long burst;
    private final LongSupplier nanos;
    private long next;

    /// @param nanos a clock that only runs forward, such as System::nanoTime
    Pace(int aMinute, LongSupplier nanos) {
        this.interval = NANOS_IN_A_MINUTE / Math.max(1, aMinute);
        this.burst = Math.max(0, BURST.toNanos() - interval);
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /// How long until one more may leave.
    Duration untilNext() {
        return Duration.ofNanos(Math.max(0, next - nanos.getAsLong()));
    }

    /// One left.
    void count() {
        next = Math.max(next, nanos.getAsLong() - burst) + interval;
    }
}

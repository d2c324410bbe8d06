package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

    private int inTenMinutes(int aMinute) {
        Pace pace = new Pace(aMinute, nanos::get);
        long end = nanos.get() + Duration.ofMinutes(10).toNanos();
        int count = 0;
        while (nanos.get() + pace.untilNext().toNanos() < end) {
            nanos.addAndGet(pace.untilNext().toNanos());
            pace.count();
            count++;
        }
        return count;
    }

    @Test
    void letsSoManyLeaveInAMinuteAndNoMore() {
        assertThat(inTenMinutes(600)).isBetween(6000, 6010);
        assertThat(inTenMinutes(1)).isEqualTo(10);
    }

    @Test
    void doesNotSaveUpWhatDidNotLeave() {
        Pace pace = new Pace(60, nanos::get);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        pace.count();
        assertThat(pace.untilNext()).isEqualTo(Duration.ofSeconds(1));
    }
}

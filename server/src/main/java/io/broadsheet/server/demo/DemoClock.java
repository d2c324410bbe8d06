package io.broadsheet.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The demo's time: set to the weeks of its history one after the other, then going on from there. Thread-safe.
final class DemoClock implements InstantSource {
    private final InstantSource real;
    private final AtomicReference<Duration> behind = new AtomicReference<>(Duration.ZERO);

    DemoClock(InstantSource real, Instant now) {
        this.real = real;
        set(now);
    }

    void set(Instant now) {
        behind.set(Duration.between(now, real.instant()));
    }

    @Override
    public Instant instant() {
        return real.instant().minus(behind.get());
    }
}

package io.broadsheet.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that goes on by itself from where a test sets it: for whole servers.
final class RunningClock implements InstantSource {
    private volatile Duration behind = behind(Instant.parse("2021-10-31T23:55:00Z"));

    private static Duration behind(Instant now) {
        return Duration.between(now, Instant.now());
    }

    void set(String now) {
        behind = behind(Instant.parse(now));
    }

    void forward(Duration time) {
        behind = behind.minus(time);
    }

    @Override
    public Instant instant() {
        return Instant.now().minus(behind);
    }
}

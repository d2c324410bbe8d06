package io.broadsheet.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands until a test moves it.
public final class MovedClock implements InstantSource {
    private volatile Instant now;

    /// @param now such as `2021-11-01T00:00:00Z`
    public MovedClock(String now) {
        this.now = Instant.parse(now);
    }

    public void set(String to) {
        set(Instant.parse(to));
    }

    public void set(Instant to) {
        now = to;
    }

    public void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}

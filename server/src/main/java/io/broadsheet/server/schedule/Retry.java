package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import java.time.Duration;
import java.util.Optional;

/// Whether a failed task is tried again, and when.
final class Retry {
    static final int EXTERNAL_TRIES = 6;
    static final int RESOURCES_TRIES = 3;
    static final int INTERNAL_TRIES = 2;
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    static final Duration RESOURCES_PAUSE = Duration.ofMinutes(5);

    private Retry() {}

    /// @param tries how often it was tried, with this failure
    /// @return how long to wait; none where it is over
    static Optional<Duration> after(FailureClass failureClass, int tries) {
        return switch (failureClass) {
            case USER -> Optional.empty();
            case EXTERNAL -> tries < EXTERNAL_TRIES ? Optional.of(pause(tries)) : Optional.empty();
            case RESOURCES -> tries < RESOURCES_TRIES ? Optional.of(RESOURCES_PAUSE) : Optional.empty();
            case INTERNAL -> tries < INTERNAL_TRIES ? Optional.of(Duration.ofMinutes(1)) : Optional.empty();
        };
    }

    /// 1, 2, 4, ... minutes.
    private static Duration pause(int tries) {
        Duration pause = Duration.ofMinutes(1L << Math.clamp(tries - 1, 0, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}

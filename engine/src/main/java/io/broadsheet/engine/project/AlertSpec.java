package io.broadsheet.engine.project;

import java.time.Duration;
import java.util.Optional;

/// Where the team is told: `alerts:`.
///
/// @param slack an incoming webhook of Slack
/// @param webhook any address that takes JSON
/// @param timeout for the answer to one message [#DEFAULT_TIMEOUT]
public record AlertSpec(Optional<String> slack, Optional<String> webhook, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    public static final AlertSpec NONE = new AlertSpec(Optional.empty(), Optional.empty(), DEFAULT_TIMEOUT);

    @Override
    public String toString() {
        return "AlertSpec[slack " + (slack.isPresent() ? "[REDACTED]" : "none") + ", webhook "
                + (webhook.isPresent() ? "[REDACTED]" : "none") + "]";
    }
}

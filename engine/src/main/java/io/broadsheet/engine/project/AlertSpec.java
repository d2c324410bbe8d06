package io.broadsheet.engine.project;

import java.util.Optional;

/// Where the team is told: `alerts:`.
///
/// @param slack an incoming webhook of Slack
/// @param webhook any address that takes JSON
public record AlertSpec(Optional<String> slack, Optional<String> webhook) {
    public static final AlertSpec NONE = new AlertSpec(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "AlertSpec[slack " + (slack.isPresent() ? "[REDACTED]" : "none") + ", webhook "
                + (webhook.isPresent() ? "[REDACTED]" : "none") + "]";
    }
}

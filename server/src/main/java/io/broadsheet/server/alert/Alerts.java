package io.broadsheet.server.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the team was told. Thread-safe.
public interface Alerts {
    /// The latest first.
    List<AlertView> latest(int most);

    record AlertView(
            Optional<Long> runId,
            String cause,
            String state,
            String text,
            int count,
            Instant createdAt,
            Optional<Instant> sentAt) {}
}

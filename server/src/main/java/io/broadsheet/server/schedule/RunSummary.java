package io.broadsheet.server.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// A run as lists show it.
///
/// @param tasks how many tasks are in each state
public record RunSummary(
        long id,
        String publicId,
        Optional<String> schedule,
        RunKind kind,
        Instant due,
        LocalDate issueDate,
        boolean mail,
        RunState state,
        String requestedBy,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Instant deadline,
        String note,
        Map<TaskState, Integer> tasks) {
    public RunSummary {
        tasks = Map.copyOf(tasks);
    }
}

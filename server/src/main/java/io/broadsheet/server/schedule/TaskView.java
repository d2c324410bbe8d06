package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// One edition's task in a run.
///
/// @param revisionId the revision that came of it, when one did
public record TaskView(
        long id,
        String publicId,
        long runId,
        String siteId,
        String report,
        LocalDate periodStart,
        LocalDate periodEnd,
        TaskState state,
        int attempts,
        Optional<FailureClass> failureClass,
        Optional<String> failure,
        Optional<Long> revisionId,
        Optional<Duration> took,
        Optional<Instant> endedAt) {}

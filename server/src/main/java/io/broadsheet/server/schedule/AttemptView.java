package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import java.time.Instant;
import java.util.Optional;

/// One try at a task.
///
/// @param outcome `published`, `held`, `failed` or `lost`; none while it runs
/// @param problems JSON, as `check --format json` writes problems
/// @param log text lines; secrets are redacted
public record AttemptView(
        String publicId,
        long taskId,
        int number,
        String worker,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> outcome,
        Optional<FailureClass> failureClass,
        Optional<String> failure,
        String problems,
        String log) {}

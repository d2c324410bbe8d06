package io.broadsheet.server.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A schedule and when it is due next.
public record ScheduleView(
        String name,
        String cron,
        ZoneId zone,
        List<String> reports,
        boolean paused,
        List<Instant> nextDue,
        Optional<RunSummary> lastRun) {
    public ScheduleView {
        reports = List.copyOf(reports);
        nextDue = List.copyOf(nextDue);
    }
}

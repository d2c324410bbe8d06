package io.broadsheet.engine.project;

import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.Span;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// When reports are issued: an entry of `schedules:`.
///
/// @param cron five fields: minute, hour, day of month, month, day of week
/// @param zone in which cron is meant; the project's unless said
/// @param reports names of reports; empty for all
/// @param sites ids of sites; empty for all
/// @param ready what must hold before the run begins
/// @param within how long a run may take from its due time [#DEFAULT_WITHIN]
/// @param mail whether recipients are told
public record ScheduleSpec(
        String name,
        String cron,
        ZoneId zone,
        List<String> reports,
        List<String> sites,
        CatchUp catchUp,
        Optional<Ready> ready,
        Duration within,
        boolean mail,
        Span span) {
    public static final Duration DEFAULT_WITHIN = Duration.ofHours(6);

    public ScheduleSpec {
        reports = List.copyOf(reports);
        sites = List.copyOf(sites);
    }

    /// What becomes of due times that passed while no server ran.
    public enum CatchUp {
        /// All are published; only the latest one's recipients are mailed.
        PUBLISH_ALL_MAIL_LATEST,
        /// All are published and mailed.
        PUBLISH_ALL_MAIL_ALL,
        /// The latest one is published and mailed, the others are missed.
        LATEST_ONLY,
        /// All are missed.
        NONE
    }

    /// A query whose first value must be true.
    ///
    /// @param waitUntil the time of day, in the schedule's zone, after which waiting is given up
    public record Ready(String source, Snippet sql, LocalTime waitUntil) {}
}

package io.broadsheet.server.schedule;

import java.time.Instant;
import java.util.List;

/// What happens to runs. Published within the transaction that makes it so: a listener's rows are written with it or
/// not at all.
public sealed interface ScheduleEvent {
    /// A run's first task began.
    record RunStarted(RunSummary run) implements ScheduleEvent {}

    /// The last task of a site in a run ended. Its published revisions can be mailed together.
    ///
    /// @param mail whether the run's editions are mailed
    /// @param revisionIds the revisions of the run that are published for this site
    record SiteEnded(long runId, boolean mail, String siteId, List<Long> revisionIds) implements ScheduleEvent {
        public SiteEnded {
            revisionIds = List.copyOf(revisionIds);
        }
    }

    /// A task failed for good, or is held.
    ///
    /// @param cause class and code, such as `USER unknown-column`: one alert for each run and cause
    /// @param line the first line of what is wrong
    record TaskTroubled(RunSummary run, TaskView task, String attemptPublicId, String cause, String line)
            implements ScheduleEvent {}

    /// All tasks of a run ended.
    record RunEnded(RunSummary run) implements ScheduleEvent {}

    /// A run that is due did not begin, or did not end in time.
    record RunLate(RunSummary run, String what, Instant since) implements ScheduleEvent {}
}

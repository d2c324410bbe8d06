package io.broadsheet.server.schedule;

import java.util.List;
import java.util.Optional;

/// Runs, their tasks and attempts. Thread-safe.
public interface Runs {
    /// Writes the run and its tasks in one transaction; workers do the rest.
    ///
    /// @return the run; the one that is there already if the schedule's due time has one
    /// @throws IllegalArgumentException if a report or site is unknown
    RunSummary start(RunRequest request);

    Optional<RunSummary> find(String publicId);

    Optional<RunSummary> find(long id);

    /// The latest first.
    List<RunSummary> latest(int most);

    /// By site, then report.
    List<TaskView> tasks(long runId);

    Optional<TaskView> task(String publicId);

    Optional<TaskView> taskById(long id);

    /// The first first.
    List<AttemptView> attempts(long taskId);

    Optional<AttemptView> attempt(String publicId);

    /// Makes an ended task pending again, and its run running.
    ///
    /// @return whether it was ended
    boolean retry(long taskId, String who);

    /// Makes the task that a revision came of pending again.
    ///
    /// @return whether there is one, and it was ended
    boolean retryOf(long revisionId, String who);

    /// Makes a run that was missed after all, for its own issue date: what it had, or what its schedule says now.
    ///
    /// @param mail whether recipients are told
    /// @return whether it was missed, and there is something to make
    boolean makeMissed(long runId, boolean mail, String who);

    /// Ends what has not begun.
    void cancel(long runId, String who);

    List<ScheduleView> schedules();

    /// Runs a schedule's reports now, as of today.
    RunSummary runNow(String schedule, boolean mail, String who);

    void pause(String schedule, boolean paused, String who);
}

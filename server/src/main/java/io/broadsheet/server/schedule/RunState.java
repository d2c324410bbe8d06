package io.broadsheet.server.schedule;

/// Where a run is. The last five are ends, and follow from its tasks.
public enum RunState {
    /// For its data to be fresh, or for a worker.
    WAITING,
    RUNNING,
    /// Every task is published.
    SUCCEEDED,
    /// Some are published; others are held or failed.
    PARTIAL,
    /// Nothing is published.
    FAILED,
    /// Left out by the schedule's catch-up policy, or never ready.
    MISSED,
    CANCELLED;

    public boolean isEnd() {
        return this != WAITING && this != RUNNING;
    }
}

package io.broadsheet.server.schedule;

/// Where a task is.
public enum TaskState {
    PENDING,
    RUNNING,
    PUBLISHED,
    HELD,
    FAILED,
    MISSED,
    CANCELLED;

    public boolean isEnd() {
        return this != PENDING && this != RUNNING;
    }
}

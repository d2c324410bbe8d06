package io.broadsheet.server.schedule;

/// What began a run.
public enum RunKind {
    SCHEDULED,
    MANUAL,
    BACKFILL
}

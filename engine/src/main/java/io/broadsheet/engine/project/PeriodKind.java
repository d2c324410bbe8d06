package io.broadsheet.engine.project;

/// How long a report's period is.
public enum PeriodKind {
    DAY,
    WEEK,
    MONTH
}

package io.broadsheet.engine.project;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// The days that an edition speaks of, `[start, end)`, in the site's time zone, and the day it is issued on.
///
/// @param start the first day
/// @param end the day after the last one
/// @param issue the issue date; the period is the last whole one that ended before it
public record Period(PeriodKind kind, LocalDate start, LocalDate end, LocalDate issue) {
    /// The last whole period that ended before (the morning of) the issue date.
    public static Period before(LocalDate issue, PeriodKind kind, DayOfWeek weekStart) {
        LocalDate end = switch (kind) {
            case DAY -> issue;
            case WEEK -> issue.with(TemporalAdjusters.previousOrSame(weekStart));
            case MONTH -> issue.withDayOfMonth(1);
        };
        return new Period(kind, back(end, kind), end, issue);
    }

    private static LocalDate back(LocalDate end, PeriodKind kind) {
        return switch (kind) {
            case DAY -> end.minusDays(1);
            case WEEK -> end.minusWeeks(1);
            case MONTH -> end.minusMonths(1);
        };
    }

    /// The period before this one, issued one period earlier.
    public Period previous() {
        return new Period(kind, back(start, kind), start, back(issue, kind));
    }

    public LocalDate lastDay() {
        return end.minusDays(1);
    }

    public int days() {
        return (int) ChronoUnit.DAYS.between(start, end);
    }

    /// Which one of its weekday the issue date is in its month, from 1: the `[01주차]` of an edition's label.
    public int issueWeekOfMonth() {
        return (issue.getDayOfMonth() - 1) / 7 + 1;
    }
}

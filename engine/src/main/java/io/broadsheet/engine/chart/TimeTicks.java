package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Chooses ticks for a time axis: the finest step whose labels have room. Daily, weekly, monthly and yearly data are
/// labelled on their own dates while every few of them can be; all else at round times of the calendar. A line below
/// names the year (or the day) at its first tick, where the axis spans more than one.
record TimeTicks(Places.Times times, Formats formats, Optional<ValueFormat> format) {
    private static final int LONGEST_YEARS = 100_000_000;

    List<Tick> choose(Scale scale, double apart, double sheetWidth) {
        if (times.size() == 1) {
            return List.of(Tick.of(times.seconds().getFirst(), times.names().getFirst()));
        }
        for (TimeStep step : steps()) {
            List<Double> moments = step.among(times);
            if (moments.size() >= 2 && moments.size() <= TimeStep.MOST) {
                List<Tick> ticks = label(moments, unit(step));
                if (Tick.fit(ticks, scale, apart, sheetWidth)) {
                    return ticks;
                }
            }
        }
        List<Tick> ends = List.of(
                Tick.of(times.seconds().getFirst(), times.names().getFirst()),
                Tick.of(times.seconds().getLast(), times.names().getLast()));
        return Tick.fit(ends, scale, 0, sheetWidth) ? ends : ends.subList(1, 2);
    }

    /// Only weekly data is named by its weeks: of daily data every seventh day is a day.
    private static ChronoUnit unit(TimeStep step) {
        return step instanceof TimeStep.Calendar && step.unit() == ChronoUnit.WEEKS ? ChronoUnit.DAYS : step.unit();
    }

    private List<TimeStep> steps() {
        List<TimeStep> steps = new ArrayList<>();
        switch (cadence()) {
            case MONTHS -> own(steps, 1, 2, 3, 6);
            case YEARS -> {}
            case WEEKS -> every(steps, ChronoUnit.WEEKS, 1, 2, 3, 4, 6, 8);
            case DAYS -> {
                every(steps, ChronoUnit.DAYS, 1, 2);
                calendar(steps, ChronoUnit.WEEKS, 1, 2);
            }
            default -> fine(steps);
        }
        if (steps.isEmpty() || steps.getFirst() instanceof TimeStep.OwnMonths) {
            for (long years : roundYears()) {
                steps.add(new TimeStep.OwnMonths((int) Math.min(12 * years, Integer.MAX_VALUE)));
            }
        }
        calendar(steps, ChronoUnit.MONTHS, 1, 2, 3, 6);
        for (long years : roundYears()) {
            steps.add(new TimeStep.Calendar((int) years, ChronoUnit.YEARS));
        }
        return steps;
    }

    private static void own(List<TimeStep> steps, int... counts) {
        for (int every : counts) {
            steps.add(new TimeStep.OwnMonths(every));
        }
    }

    private static void every(List<TimeStep> steps, ChronoUnit unit, int... counts) {
        for (int every : counts) {
            steps.add(new TimeStep.Own(every, unit));
        }
    }

    private static void calendar(List<TimeStep> steps, ChronoUnit unit, int... counts) {
        for (int every : counts) {
            steps.add(new TimeStep.Calendar(every, unit));
        }
    }

    private static void fine(List<TimeStep> steps) {
        calendar(steps, ChronoUnit.SECONDS, 1, 5, 15, 30);
        calendar(steps, ChronoUnit.MINUTES, 1, 5, 15, 30);
        calendar(steps, ChronoUnit.HOURS, 1, 3, 6, 12);
        calendar(steps, ChronoUnit.DAYS, 1, 2);
        calendar(steps, ChronoUnit.WEEKS, 1, 2);
    }

    private static List<Long> roundYears() {
        List<Long> years = new ArrayList<>();
        for (long power = 1; power <= LONGEST_YEARS; power *= 10) {
            years.addAll(List.of(power, 2 * power, 5 * power));
        }
        return years;
    }

    /// How regularly the data comes; `FOREVER` for no regularity that ticks could follow.
    ChronoUnit cadence() {
        if (!times.days()) {
            return ChronoUnit.FOREVER;
        }
        List<LocalDate> days =
                times.seconds().stream().map(s -> times.local(s).toLocalDate()).toList();
        boolean weekly = true;
        boolean daily = true;
        for (int i = 1; i < days.size(); i++) {
            long distance = days.get(i).toEpochDay() - days.get(i - 1).toEpochDay();
            weekly &= distance % 7 == 0;
            daily &= distance == 1;
        }
        if (daily) {
            return ChronoUnit.DAYS;
        }
        if (isSameDayOf(days)) {
            boolean yearly =
                    days.stream().allMatch(d -> d.getMonth() == days.getFirst().getMonth());
            return yearly ? ChronoUnit.YEARS : ChronoUnit.MONTHS;
        }
        return weekly ? ChronoUnit.WEEKS : ChronoUnit.FOREVER;
    }

    private static boolean isSameDayOf(List<LocalDate> days) {
        Set<Integer> inMonth = new HashSet<>();
        Set<Integer> fromEnd = new HashSet<>();
        for (LocalDate day : days) {
            inMonth.add(day.getDayOfMonth());
            fromEnd.add(day.lengthOfMonth() - day.getDayOfMonth());
        }
        return inMonth.size() == 1 || fromEnd.equals(Set.of(0));
    }

    private List<Tick> label(List<Double> moments, ChronoUnit unit) {
        List<LocalDateTime> locals = moments.stream().map(times::local).toList();
        boolean spans = unit != ChronoUnit.YEARS
                && format.isEmpty()
                && !context(unit, locals.getFirst()).equals(context(unit, locals.getLast()));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < locals.size(); i++) {
            String below = context(unit, locals.get(i));
            boolean changes = i == 0 || !context(unit, locals.get(i - 1)).equals(below);
            String label = format.map(f -> formats.write(f, value(moments.get(ticks.size()))))
                    .orElse(text(unit, locals.get(i)));
            ticks.add(new Tick(moments.get(i), spans && changes ? List.of(label, below) : List.of(label)));
        }
        return ticks;
    }

    private Object value(double second) {
        return times.days() ? times.local(second).toLocalDate() : times.local(second);
    }

    private String text(ChronoUnit unit, LocalDateTime t) {
        return switch (unit) {
            case YEARS -> year(t.toLocalDate());
            case MONTHS -> formats.monthShort(t.toLocalDate());
            case WEEKS -> week(t.toLocalDate());
            case DAYS -> formats.dayOfMonth(t.toLocalDate());
            case SECONDS -> formats.time(t.toLocalTime()) + (t.getSecond() < 10 ? ":0" : ":") + t.getSecond();
            default -> formats.time(t.toLocalTime());
        };
    }

    /// The week that begins on a day, as editions count: that weekday's turn in its month. 10월 4주, Oct W4
    String week(LocalDate day) {
        int turn = (day.getDayOfMonth() + 6) / 7;
        return formats.words().say("axis.week", formats.monthShort(day), turn);
    }

    /// What a label leaves unsaid.
    private String context(ChronoUnit unit, LocalDateTime t) {
        return unit.compareTo(ChronoUnit.DAYS) < 0 ? formats.dayOfMonth(t.toLocalDate()) : year(t.toLocalDate());
    }

    private static String year(LocalDate day) {
        String digits = Integer.toString(day.getYear());
        return day.getYear() < 0 || digits.length() >= 4 ? digits : "0".repeat(4 - digits.length()) + digits;
    }
}

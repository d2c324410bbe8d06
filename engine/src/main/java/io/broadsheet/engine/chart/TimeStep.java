package io.broadsheet.engine.chart;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A way to choose moments for ticks along a time axis.
sealed interface TimeStep {
    int MOST = 60;

    /// What the labels say: the time, the day, the month or the year.
    ChronoUnit unit();

    /// Ascending seconds of the axis.
    List<Double> among(Places.Times times);

    /// Every nth of the data's own moments, counted back from the last, which a reader looks for first.
    record Own(int every, ChronoUnit unit) implements TimeStep {
        @Override
        public List<Double> among(Places.Times times) {
            int n = times.size();
            return IntStream.range(0, n)
                    .filter(i -> (n - 1 - i) % every == 0)
                    .mapToObj(times.seconds()::get)
                    .toList();
        }
    }

    /// The data's own moments in every nth month of the calendar: January and July for 6.
    record OwnMonths(int every) implements TimeStep {
        @Override
        public ChronoUnit unit() {
            return every % 12 == 0 ? ChronoUnit.YEARS : ChronoUnit.MONTHS;
        }

        @Override
        public List<Double> among(Places.Times times) {
            return times.seconds().stream()
                    .filter(s -> Math.floorMod(months(times.local(s)), (long) every) == 0)
                    .toList();
        }

        private static long months(LocalDateTime local) {
            return local.getYear() * 12L + local.getMonthValue() - 1;
        }
    }

    /// Round moments of the calendar in the axis' zone. A time that the clock skips or repeats counts once.
    record Calendar(int every, ChronoUnit unit) implements TimeStep {
        @Override
        public List<Double> among(Places.Times times) {
            double first = times.seconds().getFirst();
            double last = times.seconds().getLast();
            List<Double> found = new ArrayList<>();
            if ((last - first) / (every * (double) unit.getDuration().toSeconds()) > MOST) {
                return found;
            }
            LocalDateTime end = times.local(last);
            for (LocalDateTime t = floor(times.local(first), times.weekStart());
                    !t.isAfter(end);
                    t = t.plus(every, unit)) {
                double second = times.second(t);
                if (second >= first && second <= last && (found.isEmpty() || found.getLast() < second)) {
                    found.add(second);
                }
            }
            return found;
        }

        private LocalDateTime floor(LocalDateTime t, DayOfWeek weekStart) {
            LocalDate day = t.toLocalDate();
            return switch (unit) {
                case YEARS ->
                    LocalDate.of(Math.floorDiv(day.getYear(), every) * every, 1, 1)
                            .atStartOfDay();
                case MONTHS ->
                    day.withDayOfMonth(1)
                            .minusMonths((day.getMonthValue() - 1) % every)
                            .atStartOfDay();
                case WEEKS -> {
                    LocalDate first = day.with(TemporalAdjusters.previousOrSame(weekStart));
                    yield first.minusWeeks(Math.floorMod(Math.floorDiv(first.toEpochDay(), 7L), (long) every))
                            .atStartOfDay();
                }
                case DAYS ->
                    day.minusDays(Math.floorMod(day.toEpochDay(), (long) every)).atStartOfDay();
                default -> {
                    long step = every * unit.getDuration().toSeconds();
                    yield day.atStartOfDay().plusSeconds(t.toLocalTime().toSecondOfDay() / step * step);
                }
            };
        }
    }
}

package io.broadsheet.engine.chart;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Opens a gap where a regular axis of days, weeks or months leaves dates out: a query that groups has no row for a
/// week without visits, and a line through it would say that there were some. An axis is regular where at
/// least half of its dates follow each other. Days of the week that two weeks of data never have (a shop that
/// closes on Sundays) leave no gap.
final class MissingDates {
    private static final int WEEKDAYS_KNOWN_AFTER = 14;
    private static final int MOST_FILLED = 1_000;

    private final List<LocalDate> days;
    private final Optional<Function<LocalDate, String>> names;
    private final boolean endsOfMonths;
    private final Set<DayOfWeek> closed;

    private enum Cadence {
        DAYS,
        WEEKS,
        MONTHS
    }

    private MissingDates(List<LocalDate> days, Optional<Function<LocalDate, String>> names) {
        this.days = days;
        this.names = names;
        this.endsOfMonths = days.stream().allMatch(d -> d.getDayOfMonth() == d.lengthOfMonth());
        this.closed = EnumSet.noneOf(DayOfWeek.class);
        if (days.getLast().toEpochDay() - days.getFirst().toEpochDay() >= WEEKDAYS_KNOWN_AFTER) {
            closed.addAll(EnumSet.allOf(DayOfWeek.class));
            days.forEach(d -> closed.remove(d.getDayOfWeek()));
        }
    }

    static XyData opened(XyData data) {
        return opened(data, Optional.empty());
    }

    /// With a place for every date that is left out, named so.
    static XyData filled(XyData data, Function<LocalDate, String> names) {
        return opened(data, Optional.of(names));
    }

    private static XyData opened(XyData data, Optional<Function<LocalDate, String>> names) {
        if (!(data.places() instanceof Places.Times times) || !times.days() || times.size() < 3) {
            return data;
        }
        MissingDates dates = new MissingDates(
                times.seconds().stream().map(s -> times.local(s).toLocalDate()).toList(), names);
        return dates.cadence().map(c -> dates.open(data, times, c)).orElse(data);
    }

    private Optional<Cadence> cadence() {
        boolean monthly = endsOfMonths
                || days.stream().map(LocalDate::getDayOfMonth).distinct().count() == 1;
        boolean weekly = days.stream().map(LocalDate::getDayOfWeek).distinct().count() == 1;
        return List.of(Cadence.MONTHS, Cadence.WEEKS, Cadence.DAYS).stream()
                .filter(c -> c == Cadence.DAYS || (c == Cadence.MONTHS ? monthly : weekly))
                .filter(c -> neighbours(i -> isNext(i, c)) * 2 >= days.size() - 1)
                .findFirst();
    }

    private long neighbours(Predicate<Integer> are) {
        long count = 0;
        for (int i = 1; i < days.size(); i++) {
            count += are.test(i) ? 1 : 0;
        }
        return count;
    }

    private boolean isNext(int i, Cadence cadence) {
        return !step(days.get(i - 1), cadence, 1).isBefore(days.get(i));
    }

    /// The date before or after, over days of the week that are closed.
    private LocalDate step(LocalDate day, Cadence cadence, int by) {
        return switch (cadence) {
            case MONTHS -> endsOfMonths ? YearMonth.from(day).plusMonths(by).atEndOfMonth() : day.plusMonths(by);
            case WEEKS -> day.plusWeeks(by);
            case DAYS -> {
                LocalDate next = day.plusDays(by);
                while (closed.contains(next.getDayOfWeek())) {
                    next = next.plusDays(by);
                }
                yield next;
            }
        };
    }

    /// Every date of a gap where they are asked for; otherwise one behind the last date before it, and one before the
    /// first date behind it.
    private List<LocalDate> missing(LocalDate begin, LocalDate end, Cadence cadence) {
        if (names.isEmpty()) {
            return begin.isBefore(end) ? List.of(begin, end) : List.of(begin);
        }
        List<LocalDate> missing = new ArrayList<>();
        for (LocalDate day = begin; !day.isAfter(end) && missing.size() < MOST_FILLED; day = step(day, cadence, 1)) {
            missing.add(day);
        }
        return missing;
    }

    private XyData open(XyData data, Places.Times times, Cadence cadence) {
        List<Double> seconds = new ArrayList<>();
        List<String> written = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            if (i > 0 && !isNext(i, cadence)) {
                LocalDate begin = step(days.get(i - 1), cadence, 1);
                LocalDate end = step(days.get(i), cadence, -1);
                for (LocalDate missing : missing(begin, end, cadence)) {
                    seconds.add(times.second(missing.atStartOfDay()));
                    written.add(names.map(n -> n.apply(missing)).orElse(""));
                    from.add(-1);
                }
            }
            seconds.add(times.seconds().get(i));
            written.add(times.names().get(i));
            from.add(i);
        }
        if (seconds.size() == days.size()) {
            return data;
        }
        List<Series> series = data.series().stream().map(s -> spread(s, from)).toList();
        Places places = new Places.Times(seconds, times.zone(), true, times.weekStart(), written);
        return data.with(places, series);
    }

    private static Series spread(Series series, List<Integer> from) {
        List<@Nullable Number> values = new ArrayList<>(Collections.nCopies(from.size(), null));
        for (int i = 0; i < values.size(); i++) {
            values.set(i, from.get(i) < 0 ? null : series.values().get(from.get(i)));
        }
        return series.with(values);
    }
}

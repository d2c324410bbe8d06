package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.format.Formats;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeTicksTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static List<String> labels(List<LocalDateTime> moments, ZoneId zone, boolean days, double width) {
        return ticks(moments, zone, days, width).stream()
                .map(t -> String.join("/", t.lines()))
                .toList();
    }

    private static List<Tick> ticks(List<LocalDateTime> moments, ZoneId zone, boolean days, double width) {
        return ticks(moments, zone, days, DayOfWeek.MONDAY, width);
    }

    private static List<Tick> ticks(
            List<LocalDateTime> moments, ZoneId zone, boolean days, DayOfWeek weekStart, double width) {
        List<Double> seconds = moments.stream()
                .map(m -> (double) m.atZone(zone).toEpochSecond())
                .toList();
        Formats formats = Formats.of(Locale.KOREAN, zone, "KRW");
        List<String> names =
                moments.stream().map(m -> formats.date(m.toLocalDate())).toList();
        Places.Times times = new Places.Times(seconds, zone, days, weekStart, names);
        LinearScale scale = new LinearScale(seconds.getFirst(), seconds.getLast(), 0, width);
        return new TimeTicks(times, formats, Optional.empty()).choose(scale, 72, width + 40);
    }

    private static List<String> days(List<LocalDate> days, double width) {
        return labels(days.stream().map(LocalDate::atStartOfDay).toList(), ZoneOffset.UTC, true, width);
    }

    private static List<LocalDate> every(LocalDate first, int count, java.time.Period step) {
        return IntStream.range(0, count)
                .mapToObj(i -> first.plus(step.multipliedBy(i)))
                .toList();
    }

    @Test
    void namesTheWeeksOfWeeklyDataCountedFromTheLast() {
        List<LocalDate> weeks = every(LocalDate.of(2021, 8, 9), 12, java.time.Period.ofWeeks(1));
        assertThat(days(weeks, 700)).containsExactly("8월 3주", "8월 5주", "9월 2주", "9월 4주", "10월 2주", "10월 4주");
    }

    @Test
    void countsAWeekInTheMonthItBeginsIn() {
        List<LocalDate> weeks =
                List.of(LocalDate.of(2021, 9, 27), LocalDate.of(2021, 10, 4), LocalDate.of(2021, 10, 11));
        assertThat(days(weeks, 700)).containsExactly("9월 4주", "10월 1주", "10월 2주");
        assertThat(Formats.of(Locale.ENGLISH, ZoneOffset.UTC, "USD").words().say("axis.week", "Oct", 4))
                .isEqualTo("Oct W4");
    }

    @Test
    void labelsEachDayWhereThereIsRoom() {
        List<LocalDate> week = every(LocalDate.of(2021, 10, 25), 7, java.time.Period.ofDays(1));
        assertThat(days(week, 700)).containsExactly("10.25", "10.26", "10.27", "10.28", "10.29", "10.30", "10.31");
    }

    @Test
    void labelsAMonthOfDaysAtMondays() {
        List<LocalDate> month = every(LocalDate.of(2021, 10, 1), 31, java.time.Period.ofDays(1));
        assertThat(days(month, 400)).containsExactly("10.4", "10.11", "10.18", "10.25");
    }

    @Test
    void labelsAMonthOfDaysWhereTheProjectsWeeksBegin() {
        List<LocalDateTime> month = every(LocalDate.of(2021, 10, 1), 31, java.time.Period.ofDays(1)).stream()
                .map(LocalDate::atStartOfDay)
                .toList();
        assertThat(ticks(month, ZoneOffset.UTC, true, DayOfWeek.SUNDAY, 400).stream()
                        .map(t -> t.lines().getFirst()))
                .containsExactly("10.3", "10.10", "10.17", "10.24", "10.31");
    }

    @Test
    void labelsMonthsAndTheYearWhereItChanges() {
        List<LocalDate> months = every(LocalDate.of(2020, 11, 1), 6, java.time.Period.ofMonths(1));
        assertThat(days(months, 700)).containsExactly("11월/2020", "12월", "1월/2021", "2월", "3월", "4월");
    }

    @Test
    void labelsMonthEndsAsMonths() {
        List<LocalDate> ends = List.of(LocalDate.of(2021, 1, 31), LocalDate.of(2021, 2, 28), LocalDate.of(2021, 3, 31));
        assertThat(days(ends, 700)).containsExactly("1월", "2월", "3월");
    }

    @Test
    void labelsYears() {
        List<LocalDate> years = every(LocalDate.of(2010, 1, 1), 12, java.time.Period.ofYears(1));
        assertThat(days(years, 500)).containsExactly("2010", "2012", "2014", "2016", "2018", "2020");
    }

    @Test
    void labelsFromTheFirstYearToTheLast() {
        List<LocalDate> all = List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
        assertThat(days(all, 700)).containsExactly("2000", "4000", "6000", "8000");
    }

    @Test
    void labelsHoursWithTheDayBelow() {
        List<LocalDateTime> hours = IntStream.range(0, 49)
                .mapToObj(i -> LocalDateTime.of(2021, 10, 29, 0, 0).plusHours(i))
                .toList();
        assertThat(labels(hours, ZoneOffset.UTC, false, 400))
                .containsExactly("00:00/10.29", "12:00", "00:00/10.30", "12:00", "00:00/10.31");
    }

    @Test
    void keepsMidnightAndAscendsWhereTheClockChanges() {
        // 2021-11-07 has 25 hours in New York, 2021-03-14 has 23.
        for (LocalDate start : List.of(LocalDate.of(2021, 11, 5), LocalDate.of(2021, 3, 12))) {
            List<LocalDateTime> days = IntStream.range(0, 6)
                    .mapToObj(i -> start.plusDays(i).atStartOfDay())
                    .toList();
            List<Tick> ticks = ticks(days, NEW_YORK, true, 700);
            assertThat(ticks).hasSize(6);
            List<LocalDateTime> hours = IntStream.range(0, 72)
                    .mapToObj(i -> start.atStartOfDay().plusHours(i))
                    .distinct()
                    .toList();
            List<Tick> byHour = ticks(hours, NEW_YORK, false, 700);
            assertThat(byHour).isSortedAccordingTo((a, b) -> Double.compare(a.value(), b.value()));
            assertThat(byHour.stream().map(t -> t.lines().getFirst())).containsOnly("00:00", "12:00");
        }
    }

    @Test
    void namesASinglePointInFull() {
        assertThat(days(List.of(LocalDate.of(2021, 10, 25)), 700)).containsExactly("2021.10.25");
    }
}

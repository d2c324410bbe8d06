package io.broadsheet.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static void assertDue(String cron, ZoneId zone, String after, String until, String... due) {
        DueTimes times = new DueTimes(cron, zone);
        List<String> whole = times.between(Instant.parse(after), Instant.parse(until)).stream()
                .map(Instant::toString)
                .toList();
        assertThat(whole).as(cron).containsExactly(due);
        assertThat(inSteps(times, Instant.parse(after), Instant.parse(until)))
                .as(cron + " looked at every seven minutes")
                .isEqualTo(whole);
        assertThat(times.next(Instant.parse(after), due.length).stream().map(Instant::toString))
                .as(cron + " asked for the next ones")
                .containsExactly(due);
    }

    /// As a scheduler looks: a piece at a time.
    private static List<String> inSteps(DueTimes times, Instant after, Instant until) {
        List<String> due = new ArrayList<>();
        Instant from = after;
        while (from.isBefore(until)) {
            Instant to = from.plus(Duration.ofMinutes(7));
            times.between(from, to.isAfter(until) ? until : to).forEach(t -> due.add(t.toString()));
            from = to;
        }
        return due;
    }

    @Test
    void meansTheClockOnTheWallOfItsZone() {
        assertDue(
                "0 9 * * MON",
                ZoneId.of("Asia/Seoul"),
                "2021-10-30T00:00:00Z",
                "2021-11-10T00:00:00Z",
                "2021-11-01T00:00:00Z",
                "2021-11-08T00:00:00Z");
    }

    @Test
    void countsSundayAtBothEndsOfTheWeek() {
        assertDue(
                "0 0 * * 0,7",
                ZoneId.of("UTC"),
                "2021-11-01T00:00:00Z",
                "2021-11-08T00:00:00Z",
                "2021-11-07T00:00:00Z");
        assertThat(new DueTimes("0 12 * * SUN-SAT", ZoneId.of("UTC"))
                        .between(Instant.parse("2021-11-01T00:00:00Z"), Instant.parse("2021-11-08T00:00:00Z")))
                .hasSize(7);
        assertThat(new DueTimes("*/15 0-6,22 1 jan,JUL sun-sat", BERLIN).next(Instant.parse("2021-11-01T00:00:00Z"), 1))
                .containsExactly(Instant.parse("2021-12-31T23:00:00Z"));
    }

    /// At 02:00 the clocks in Berlin show 03:00.
    @Test
    void isDueOnceInSpringWhenItsTimeIsLeftOut() {
        assertDue(
                "30 2 * * *",
                BERLIN,
                "2021-03-27T00:00:00Z",
                "2021-03-29T12:00:00Z",
                "2021-03-27T01:30:00Z",
                "2021-03-28T01:30:00Z",
                "2021-03-29T00:30:00Z");
    }

    /// At 03:00 the clocks in Berlin show 02:00 again.
    @Test
    void isDueOnceInAutumnWhenItsTimeComesTwice() {
        assertDue(
                "30 2 * * *",
                BERLIN,
                "2021-10-30T12:00:00Z",
                "2021-11-01T12:00:00Z",
                "2021-10-31T00:30:00Z",
                "2021-11-01T01:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2021-03-28, 23",
        "Europe/Berlin, 2021-10-31, 25",
        "Europe/Berlin, 2021-11-01, 24",
        "America/New_York, 2021-03-14, 23",
        "America/New_York, 2021-11-07, 25",
        "Asia/Seoul, 2021-10-31, 24"
    })
    void isDueInEveryHourThatADayHas(ZoneId zone, LocalDate day, int hours) {
        Instant before = day.atStartOfDay(zone).toInstant().minusMillis(1);
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        for (String hourly : List.of("0 * * * *", "59 */1 * * *", "5 0-23 * * *")) {
            assertDays(hourly, zone, before, end, hours);
        }
        assertDays("*/15 * * * *", zone, before, end, 4 * hours);
        // What is meant for an hour of the clock is due once, whether the clock shows it twice or not at all.
        for (String daily : List.of("30 2 * * *", "30 1 * * *", "0 2 * * SUN,MON", "0 3 * * *")) {
            assertDays(daily, zone, before, end, 1);
        }
    }

    private static void assertDays(String cron, ZoneId zone, Instant before, Instant end, int times) {
        DueTimes due = new DueTimes(cron, zone);
        assertThat(due.between(before, end)).as(cron).hasSize(times);
        assertThat(inSteps(due, before, end)).as(cron + " in steps").hasSize(times);
        assertThat(due.next(before, times)).as(cron + " asked for").isEqualTo(due.between(before, end));
    }

    @Test
    void isDueOncePerHourWhenTheClockJumps() {
        assertDue(
                "0 * * * *",
                BERLIN,
                "2021-03-27T23:30:00Z",
                "2021-03-28T03:30:00Z",
                "2021-03-28T00:00:00Z",
                "2021-03-28T01:00:00Z",
                "2021-03-28T02:00:00Z",
                "2021-03-28T03:00:00Z");
        assertDue(
                "0 * * * *",
                BERLIN,
                "2021-10-30T23:30:00Z",
                "2021-10-31T03:30:00Z",
                "2021-10-31T00:00:00Z",
                "2021-10-31T01:00:00Z",
                "2021-10-31T02:00:00Z",
                "2021-10-31T03:00:00Z");
    }

    @Test
    void isDueOnTheDayThatAZoneLeftOut() {
        // Samoa went from Thursday, 29 December 2011 to Saturday.
        assertDue(
                "0 9 30 12 *",
                ZoneId.of("Pacific/Apia"),
                "2011-12-28T00:00:00Z",
                "2012-01-03T00:00:00Z",
                "2011-12-30T19:00:00Z");
    }

    @Test
    void isNeverDueOnADayThatThereIsNot() {
        assertThat(new DueTimes("0 0 30 2 *", BERLIN).next(Instant.parse("2021-11-01T00:00:00Z"), 3))
                .isEmpty();
    }
}

package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.ColumnType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MissingDatesTest {
    private static final Pattern LINE = Pattern.compile("stroke-width=\"2\"[^>]* d=\"([^\"]+)\"");
    private static final Pattern RUN = Pattern.compile("[Mm][^Mm]+");

    /// How many pieces the line of these days has.
    private static int pieces(String... days) {
        List<LocalDate> dates = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String day : days) {
            dates.add(LocalDate.parse(day));
            values.add(1.0 + dates.size() % 3);
        }
        String markup = Drawn.of("line", "x: x\ny: y\n", Frames.xy(ColumnType.DATE, dates, values))
                .markup();
        Matcher line = LINE.matcher(markup);
        assertThat(line.find()).as(markup).isTrue();
        Matcher run = RUN.matcher(line.group(1));
        int pieces = 0;
        while (run.find()) {
            pieces++;
        }
        return pieces;
    }

    @Test
    void aWeekThatIsLeftOutIsAGap() {
        assertThat(pieces("2021-10-04", "2021-10-11", "2021-10-18", "2021-10-25"))
                .isEqualTo(1);
        assertThat(pieces("2021-09-27", "2021-10-04", "2021-10-18", "2021-10-25"))
                .isEqualTo(2);
        assertThat(pieces("2021-08-02", "2021-08-09", "2021-10-18", "2021-10-25", "2021-11-01"))
                .isEqualTo(2);
    }

    @Test
    void aMonthThatIsLeftOutIsAGap() {
        assertThat(pieces("2021-01-01", "2021-02-01", "2021-03-01")).isEqualTo(1);
        assertThat(pieces("2021-01-01", "2021-02-01", "2021-04-01", "2021-05-01"))
                .isEqualTo(2);
        assertThat(pieces("2021-01-31", "2021-02-28", "2021-03-31", "2021-06-30", "2021-07-31"))
                .isEqualTo(2);
    }

    @Test
    void aDayThatIsLeftOutIsAGap() {
        assertThat(pieces("2021-10-25", "2021-10-26", "2021-10-28", "2021-10-29"))
                .isEqualTo(2);
    }

    @Test
    void daysOfTheWeekThatNeverHaveDataAreNoGaps() {
        List<String> days = new ArrayList<>();
        for (LocalDate d = LocalDate.of(2021, 10, 1); d.isBefore(LocalDate.of(2021, 11, 1)); d = d.plusDays(1)) {
            if (d.getDayOfWeek().getValue() < 6) {
                days.add(d.toString());
            }
        }
        assertThat(pieces(days.toArray(String[]::new))).isEqualTo(1);
        days.remove("2021-10-13");
        assertThat(pieces(days.toArray(String[]::new))).isEqualTo(2);
    }

    @Test
    void datesWithoutRegularityAreJoined() {
        assertThat(pieces("2021-01-01", "2021-01-15", "2021-02-20")).isEqualTo(1);
        assertThat(pieces("2021-01-01", "2021-04-01", "2021-07-01", "2021-10-01"))
                .isEqualTo(1);
        assertThat(pieces("2021-10-04", "2021-10-18", "2021-11-01")).isEqualTo(1);
        assertThat(pieces("0001-01-01", "9999-12-31")).isEqualTo(1);
    }

    @Test
    void theEndsOfCalendarsAreNoTrouble() {
        assertThat(pieces("0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"))
                .isEqualTo(2);
    }

    @Test
    void aStackOfAreasHasTheGap() {
        String body = "x: x\ny: y\ncolor: c\n";
        List<Object> days = new ArrayList<>();
        List<Object> colors = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String day : List.of("2021-09-20", "2021-09-27", "2021-10-18", "2021-10-25")) {
            for (String color : List.of("a", "b")) {
                days.add(LocalDate.parse(day));
                colors.add(color);
                values.add(3.0);
            }
        }
        var frame = io.broadsheet.engine.frame.Frame.of(
                io.broadsheet.engine.frame.Column.of("x", ColumnType.DATE, days),
                io.broadsheet.engine.frame.Column.of("c", ColumnType.TEXT, colors),
                io.broadsheet.engine.frame.Column.of("y", ColumnType.DOUBLE, values));
        Drawn drawn = Drawn.of("area", body, frame);
        assertThat(drawn.problems().isEmpty()).isTrue();
        // Two series, two pieces, two drawings.
        assertThat(drawn.markup().split("fill=\"var\\(--c[12]\\)\" d=", -1)).hasSize(9);
    }
}

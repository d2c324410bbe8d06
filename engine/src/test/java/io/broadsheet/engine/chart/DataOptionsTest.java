package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What each option does to the numbers, and what it says where it can't.
class DataOptionsTest {
    private static final Frame WEEKLY = Frames.weekly(Frames.CHANNELS);
    private static final String BY_CHANNEL = "x: week\ny: visitors\ncolor: channel\n";

    private static final Frame LETTERS = Frame.of(
            Column.of("t", ColumnType.TEXT, "b", "a", "d", "c"), Column.of("y", ColumnType.INTEGER, 5L, 40L, 10L, 20L));

    private static void assertProblems(Drawn drawn, String text) {
        assertThat(drawn.problems().toString()).as(drawn.markup()).isEqualToIgnoringNewLines(text.strip());
        assertThat(SvgProbe.faults(drawn.markup())).isEmpty();
    }

    private static String drawn(String component, String body, Frame frame) {
        Drawn drawn = Drawn.of(component, body, frame);
        assertThat(drawn.problems().toString()).isEmpty();
        assertThat(SvgProbe.faults(drawn.markup())).isEmpty();
        return drawn.markup();
    }

    /// The names along x, in their order.
    private static void assertOrder(String sort, String... names) {
        String body = "x: t\ny: y\nhorizontal: true\nsort: " + sort + "\n";
        String markup = drawn("bar", body, LETTERS);
        assertThat(List.of(names).stream().map(n -> markup.indexOf(">" + n + "</text>")))
                .isSorted()
                .doesNotContain(-1);
    }

    @Test
    void sortsByValueOrNameOrNot() {
        assertOrder("-value", "a", "c", "d", "b");
        assertOrder("value", "b", "d", "c", "a");
        assertOrder("label", "a", "b", "c", "d");
        assertOrder("-label", "d", "c", "b", "a");
        assertOrder("none", "b", "a", "d", "c");
    }

    @Test
    void offersTheOrdersThatThereAre() {
        assertProblems(Drawn.of("bar", "x: t\ny: y\nsort: values\n", LETTERS), """
                reports/r/report.md:4:7 error[bad-value]: sort can't be 'values'
                  4 | sort: values
                    |       ^^^^^^
                  sort: value, -value, label, -label, none. Did you mean value?
                """);
    }

    @Test
    void addsUpTheRestUnderANameOrLeavesItOut() {
        String body = "x: t\ny: y\nsort: -value\nlimit: 2\n";
        assertThat(drawn("bar", body, LETTERS))
                .contains("first 2 of 4, the rest as Others")
                .contains("Others: 15<");
        assertThat(drawn("bar", body + "others: all else\n", LETTERS)).contains("all else: 15<");
        assertThat(drawn("bar", body + "others: false\n", LETTERS))
                .contains("first 2 of 4<")
                .doesNotContain("Others");
        assertThat(drawn("bar", "x: t\ny: y\nlimit: 4\n", LETTERS)).doesNotContain("Others");
    }

    @Test
    void countsWhatTheDataCallsOthersToTheRest() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.TEXT, "Others", "a", "b", "c"),
                Column.of("y", ColumnType.INTEGER, 90L, 40L, 10L, 20L));
        assertThat(drawn("bar", "x: t\ny: y\nsort: -value\nlimit: 2\n", frame))
                .contains("Others: 100<")
                .contains("a: 40<")
                .contains("c: 20<");
    }

    @Test
    void addsUpExactly() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.TEXT, "a", "b", "c"),
                Column.of("y", ColumnType.INTEGER, 1L, 9_007_199_254_740_993L, 9_007_199_254_740_994L));
        assertThat(drawn("bar", "x: t\ny: y\nlimit: 1\n", frame)).contains("Others: 18,014,398,509,481,987<");
    }

    @Test
    void keepsTheLargestSeriesAndAddsUpTheOthersAtEachPlace() {
        String markup = drawn("line", BY_CHANNEL + "series-limit: 2\n", WEEKLY);
        assertThat(markup)
                .contains("2 of 7 series, the rest as Others")
                .contains("Oct 25, 2021\nNaver search 11,620\nKakao 9,309\nOthers ");
        assertThat(drawn("line", BY_CHANNEL + "series-limit: 7\n", WEEKLY)).doesNotContain("Others");
    }

    @Test
    void drawsHundredsOfSeriesWhereALimitAddsThemUp() {
        int many = 300;
        Frame frame = Frame.of(
                Column.of(
                        "x",
                        ColumnType.INTEGER,
                        IntStream.range(0, many)
                                .mapToObj(i -> (Object) (long) (i % 2))
                                .toArray()),
                Column.of(
                        "c",
                        ColumnType.TEXT,
                        IntStream.range(0, many)
                                .mapToObj(i -> (Object) ("s" + i / 2))
                                .toArray()),
                Column.of(
                        "y",
                        ColumnType.INTEGER,
                        IntStream.range(0, many)
                                .mapToObj(i -> (Object) (long) i)
                                .toArray()));
        assertThat(drawn("line", "x: x\ny: y\ncolor: c\nseries-limit: 3\n", frame))
                .contains("3 of 150 series");
    }

    @Test
    void refusesToAddUpRates() {
        assertProblems(Drawn.of("bar", "x: t\ny: y\nlimit: 2\nformat: percent\n", LETTERS), """
                reports/r/report.md:4:8 error[bad-value]: bar 'q' adds up rates past a limit
                  4 | limit: 2
                    |        ^
                  Write `others: false` to leave the rest out, or give the query's counts to be drawn
                """);
        drawn("bar", "x: t\ny: y\nlimit: 2\nformat: percent\nothers: false\n", LETTERS);
    }

    @Test
    void refusesToAddUpDifferentColumns() {
        Frame frame = Frame.of(
                Column.of("x", ColumnType.INTEGER, 1L, 2L),
                Column.of("visits", ColumnType.INTEGER, 5L, 5L),
                Column.of("orders", ColumnType.INTEGER, 3L, 4L));
        assertProblems(Drawn.of("line", "x: x\ny: [visits, orders]\nseries-limit: 1\n", frame), """
                reports/r/report.md:4:15 error[bad-value]: line 'q' adds up different columns past a limit
                  4 | series-limit: 1
                    |               ^
                  Write `others: false` to leave the rest out, or draw one column with a `color`
                """);
    }

    @Test
    void refusesToAddUpWeeksThatStandInTheirOrder() {
        assertProblems(Drawn.of("bar", BY_CHANNEL + "limit: 3\n", WEEKLY), """
                reports/r/report.md:5:8 error[bad-value]: bar 'q' adds up week past a limit, which then has no place \
                among the others
                  5 | limit: 3
                    |        ^
                  Write `sort: -value`, or leave the rest out with `others: false`
                """);
        assertThat(drawn("bar", BY_CHANNEL + "limit: 3\nsort: -value\n", WEEKLY))
                .contains("Others");
    }

    @Test
    void saysCountAndShareOfEachPart() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.TEXT, "mon", "mon", "tue", "tue"),
                Column.of("c", ColumnType.TEXT, "a", "b", "a", "b"),
                Column.of("y", ColumnType.INTEGER, 30L, 10L, 0L, 0L));
        for (String body : new String[] {
            "x: t\ny: y\ncolor: c\nshare: true\nunit: people\n",
            "x: t\ny: y\ncolor: c\nshare: true\nunit: people\nhorizontal: true\n"
        }) {
            assertThat(drawn("bar", body, frame))
                    .contains("a, mon: 30 people (75.0%)")
                    .contains("b, mon: 10 people (25.0%)")
                    .contains(">100%</text>");
        }
        assertThat(drawn("area", "x: t\ny: y\ncolor: c\nshare: true\nunit: people\n", frame))
                .contains("mon\na 30 people (75.0%)\nb 10 people (25.0%)")
                .contains(">100%</text>");
    }

    @Test
    void refusesSharesOfOneSeriesAndOfValuesUnderZero() {
        assertProblems(Drawn.of("bar", "x: t\ny: y\nshare: true\n", LETTERS), """
                reports/r/report.md:4:8 error[bad-value]: bar 'q' has one series, which always is 100 %
                  4 | share: true
                    |        ^^^^
                  Name the column of the parts as `color`, or several columns as `y`
                """);
        Frame frame = Frame.of(
                Column.of("t", ColumnType.TEXT, "a", "b"),
                Column.of("p", ColumnType.INTEGER, 5L, -5L),
                Column.of("q", ColumnType.INTEGER, 3L, 4L));
        for (String component : List.of("bar", "area")) {
            assertProblems(
                    Drawn.of(component, "x: t\ny: [p, q]\nshare: true\n", frame), """
                    reports/r/report.md:4:8 error[bad-value]: NAME 'q' draws shares of values under zero
                      4 | share: true
                        |        ^^^^
                      A part can't be less than nothing: leave out `share`, or the negative rows
                    """.replace("NAME", component));
        }
    }

    @Test
    void namesEveryDateThatCountsAsZero() {
        Frame frame = Frame.of(
                Column.of(
                        "week",
                        ColumnType.DATE,
                        IntStream.of(0, 1, 2, 6, 7)
                                .mapToObj(i -> (Object) LocalDate.of(2021, 8, 9).plusWeeks(i))
                                .toArray()),
                Column.of("y", ColumnType.INTEGER, 5L, 6L, null, 7L, 8L));
        String body = "x: week\ny: y\nmissing: ";
        assertThat(drawn("line", body + "zero\n", frame))
                .contains("Aug 23, 2021: 0<", "Aug 30, 2021: 0<", "Sep 6, 2021: 0<", "Sep 13, 2021: 0<");
        assertThat(drawn("line", body + "zero\nx-format: week\n", frame)).contains("Sep 6 – 12: 0<");
        assertThat(drawn("line", body + "gap\n", frame)).doesNotContain(": 0<");
        assertThat(drawn("area", body + "connect\n", frame)).doesNotContain(": 0<");
    }

    @Test
    void refusesZerosOnALogScale() {
        assertProblems(Drawn.of("line", "x: t\ny: y\nmissing: zero\nscale: log\n", LETTERS), """
                reports/r/report.md:4:10 error[bad-value]: line 'q' draws missing values as zero, which no log scale has
                  4 | missing: zero
                    |          ^^^^
                  Write `missing: gap` or `missing: connect`, or leave out `scale: log`
                """);
    }

    @Test
    void refusesALogScaleForWhatIsMeasuredFromZero() {
        for (String component : List.of("bar", "area")) {
            assertProblems(Drawn.of(component, "x: t\ny: y\nscale: log\n", LETTERS), """
                    reports/r/report.md:4:8 error[bad-value]: scale can't be log here: the marks are measured from \
                    zero, which no log scale has
                      4 | scale: log
                        |        ^^^
                      Draw a line or a scatter with `scale: log`, or leave it out
                    """);
        }
    }

    @Test
    void saysHowManyValuesALogScaleLeavesOut() {
        Frame frame = Frame.of(
                Column.of("x", ColumnType.INTEGER, 1L, 2L, 3L, 4L),
                Column.of("y", ColumnType.INTEGER, 5L, 0L, -3L, 5_000L));
        for (String component : List.of("line", "scatter")) {
            assertThat(drawn(component, "x: x\ny: y\nscale: log\n", frame))
                    .contains("2 values of zero or less have no place on the log scale")
                    .contains(">100</text>");
        }
    }

    @Test
    void saysThatNothingIsLeftWhereALogScaleHasNoPlaceForAnyValue() {
        Frame frame = Frame.of(Column.of("x", ColumnType.INTEGER, 1L, 2L), Column.of("y", ColumnType.INTEGER, 0L, -3L));
        for (String component : List.of("line", "scatter")) {
            assertThat(Drawn.of(component, "x: x\ny: y\nscale: log\n", frame).markup())
                    .contains("2 values of zero or less have no place on the log scale")
                    .contains("chart-empty");
        }
    }

    @Test
    void describesSmallChartsInOneSentence() {
        assertThat(drawn("line", "x: week\ny: visitors\nfacet: channel\n", WEEKLY))
                .contains("<desc id=\"q1-desc\">7 small charts by channel. Line chart of 7 series from Aug 9, 2021 to"
                        + " Oct 25, 2021")
                .contains(">Naver search</text>");
    }

    @Test
    void drawsEarlierValuesAndTargetsOverEachSmallChart() {
        List<Object> before = WEEKLY.column("visitors").values().stream()
                .map(v -> (Object) (((Long) v) - 100))
                .toList();
        Frame frame = Frame.of(
                WEEKLY.column("week"),
                WEEKLY.column("channel"),
                WEEKLY.column("visitors"),
                Column.of("before", ColumnType.INTEGER, before));
        assertThat(drawn("line", "x: week\ny: visitors\nfacet: channel\nprevious: before\ntarget: 9000\n", frame))
                .contains("dashed: previous period, Target 9K<")
                .contains("11,620 (previous period 11,520)")
                .contains("1,904 (previous period 1,804)");
        assertThat(Drawn.of("area", BY_CHANNEL + "share: true\nprevious: before\n", frame)
                        .problems()
                        .toString())
                .contains("area 'q' draws shares, and over them values that are counted");
    }

    @Test
    void refusesMoreSmallChartsThanAReaderCompares() {
        Frame frame = Frame.of(
                Column.of(
                        "x",
                        ColumnType.INTEGER,
                        IntStream.range(0, 60)
                                .mapToObj(i -> (Object) (long) (i % 2))
                                .toArray()),
                Column.of(
                        "f",
                        ColumnType.TEXT,
                        IntStream.range(0, 60)
                                .mapToObj(i -> (Object) ("f" + i / 2))
                                .toArray()),
                Column.of(
                        "y",
                        ColumnType.INTEGER,
                        IntStream.range(0, 60).mapToObj(i -> (Object) (long) i).toArray()));
        for (String body : new String[] {"line|x: x\ny: y\n", "scatter|x: x\ny: y\n", "histogram|x: y\nbins: 5\n"}) {
            Drawn drawn = Drawn.fence(body + "facet: f\n", frame, Locale.ENGLISH);
            assertThat(drawn.problems().toString())
                    .contains("has more than 24 small charts")
                    .contains("Keep the ones that matter in the query; the first 24 are drawn");
            assertThat(drawn.markup()).contains(">f23</text>").doesNotContain(">f24</text>");
            assertThat(SvgProbe.faults(drawn.markup())).isEmpty();
        }
    }

    @Test
    void givesTheColoursThatAreLeftToTheOthers() {
        String markup = drawn("line", BY_CHANNEL + "colors: {Kakao: 1, Direct: #7b5cd6}\n", WEEKLY);
        assertThat(SvgProbe.strokes(SvgProbe.drawings(markup).getFirst()))
                .containsSubsequence(
                        "var(--c2)", "var(--c1)", "var(--c3)", "var(--c4)", "#7b5cd6", "var(--c5)", "var(--c6)");
    }

    @Test
    void leavesOutTheFirstColourWhereTheAccentIsTaken() {
        String markup = drawn("line", BY_CHANNEL + "colors: {Kakao: accent}\n", WEEKLY);
        assertThat(SvgProbe.strokes(SvgProbe.drawings(markup).getFirst()))
                .containsSubsequence("var(--c2)", "var(--accent)", "var(--c3)")
                .doesNotContain("var(--c1)");
    }

    @Test
    void refusesColoursThatNoPageShows() {
        assertProblems(Drawn.of("line", BY_CHANNEL + "colors: {Kakao: #fee500}\n", WEEKLY), """
                reports/r/report.md:5:9 error[bad-value]: colors: #fee500 is too pale to be seen on the light page: a \
                contrast of 1.3, where 3 is needed
                  5 | colors: {Kakao: #fee500}
                    |         ^^^^^^^^^^^^^^^^
                  Choose a darker one, or a name, which has a colour for each: 1, 2, 3, 4, 5, 6, 7, 8, accent, good, \
                bad, muted
                """);
        assertProblems(Drawn.of("line", BY_CHANNEL + "colors: {Kakao: #101030, Direct: gold}\n", WEEKLY), """
                reports/r/report.md:5:9 error[bad-value]: colors: #101030 is too dark to be seen on the dark page: a \
                contrast of 1.0, where 3 is needed
                  5 | colors: {Kakao: #101030, Direct: gold}
                    |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  Choose a lighter one, or a name, which has a colour for each: 1, 2, 3, 4, 5, 6, 7, 8, accent, good, \
                bad, muted

                reports/r/report.md:5:9 error[bad-value]: colors: the colour of 'Direct' can't be 'gold'
                  5 | colors: {Kakao: #101030, Direct: gold}
                    |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  colours (or #rrggbb in quotes): 1, 2, 3, 4, 5, 6, 7, 8, accent, good, bad, muted. Did you mean good?
                """);
    }

    @Test
    void saysBetterAndWorseBesidesTheColour() {
        Frame frame = Frame.of(
                Column.of("t", ColumnType.TEXT, "a", "b", "c"), Column.of("y", ColumnType.INTEGER, 5L, -3L, 0L));
        assertThat(drawn("bar", "x: t\ny: y\nmeaning: up-bad\n", frame))
                .contains("a: 5 (worse)", "b: -3 (better)", "c: 0<")
                .contains(">▲ 5</text>", ">▼ 3</text>", ">0</text>")
                .contains("var(--bad)", "var(--good)");
    }

    @Test
    void refusesMeaningForSeveralSeries() {
        assertProblems(Drawn.of("bar", BY_CHANNEL + "meaning: up-good\n", WEEKLY), """
                reports/r/report.md:5:10 error[bad-value]: bar 'q' has several series, whose colours tell them apart, \
                not good from bad
                  5 | meaning: up-good
                    |          ^^^^^^^
                  Draw one column of changes, without `color`; `facet` makes a small chart for each
                """);
    }

    private static Frame sizes() {
        return Frame.of(
                Column.of("x", ColumnType.INTEGER, 0L, 1L, 10L, 100L, 1000L),
                Column.of("y", ColumnType.INTEGER, 1L, 2L, 3L, 4L, 5L),
                Column.of("g", ColumnType.TEXT, "a", "b", "b", "c", "c"));
    }

    private static List<Double> centers(String markup) {
        return Pattern.compile("<circle cx=\"([0-9.]+)\"")
                .matcher(markup.substring(0, markup.indexOf("</svg>")))
                .results()
                .map(m -> Double.valueOf(m.group(1)))
                .toList();
    }

    @Test
    void equalFactorsAlongXAreEqualDistances() {
        String markup = drawn("scatter", "x: x\ny: y\nx-scale: log\n", sizes());
        List<Double> x = centers(markup);
        assertThat(x).hasSize(4);
        double first = x.get(1) - x.get(0);
        assertThat(x.get(2) - x.get(1)).isCloseTo(first, within(0.2));
        assertThat(x.get(3) - x.get(2)).isCloseTo(first, within(0.2));
        assertThat(markup).contains("1 values of zero or less have no place on the log scale", ">1000</text>", ">10<");
    }

    @Test
    void aLogScaleAlongXNeedsNumbers() {
        assertProblems(Drawn.of("line", BY_CHANNEL + "x-scale: log\n", WEEKLY), """
                reports/r/report.md:5:10 error[bad-value]: line 'q' has no numbers along x: factors of week mean nothing
                  5 | x-scale: log
                    |          ^^^
                  Leave out `x-scale`, or name a column of numbers as x
                """);
    }

    @Test
    void theRestOfManyGroupsOfDotsHasOneLook() {
        String markup = drawn("scatter", "x: x\ny: y\ncolor: g\nseries-limit: 1\nothers: all else\n", sizes());
        assertThat(markup)
                .contains("1 of 3 series, the rest as all else", ">b</text>", ">all else</text>")
                .doesNotContain(">a</text>", ">c</text>");
        String without = drawn("scatter", "x: x\ny: y\ncolor: g\nseries-limit: 2\nothers: false\n", sizes());
        assertThat(without).contains("2 of 3 series", ">b</text>", ">c</text>").doesNotContain(">a</text>");
        assertThat(centers(without)).hasSizeLessThan(5);
    }

    @Test
    void uprightLinesStandWhereTheyAreNamed() {
        String body = "x: x\ny: y\nx-lines:\n  - { x: 500, label: half }\n";
        String markup = Drawn.yaml("scatter", body, sizes(), Locale.ENGLISH).markup();
        assertThat(markup).contains(">half</text>", "A line at 500: half.");
        Matcher line =
                Pattern.compile("stroke-dasharray=\"4 4\" d=\"M([0-9.]+) ").matcher(markup);
        assertThat(line.find()).isTrue();
        List<Double> x = centers(markup);
        assertThat(Double.parseDouble(line.group(1))).isCloseTo((x.get(0) + x.get(4)) / 2, within(0.2));
        Drawn outside = Drawn.yaml("scatter", body.replace("500", "5000"), sizes(), Locale.ENGLISH);
        assertThat(outside.problems().toString())
                .contains("warning[off-axis]: scatter 'q' has no x 5000 for its x-lines");
        Drawn unread = Drawn.yaml("scatter", body.replace("500", "soon"), sizes(), Locale.ENGLISH);
        assertThat(unread.problems().toString()).contains("x must be a number along x, not 'soon'");
    }
}

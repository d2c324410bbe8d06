package io.broadsheet.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.testing.Golden;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RetentionComponentTest {
    private static final String KEYS = "cohort: cohort\nsize: size\noffset: week\nrate: rate\n";

    /// The first three cohorts of the talk's table, and its youngest one.
    private static final Frame VISITS = rows(
            row("2021-10-11", 55360, 0, 1.0),
            row("2021-10-11", 55360, 1, 0.085),
            row("2021-10-11", 55360, 2, 0.049),
            row("2021-10-18", 54726, 0, 1.0),
            row("2021-10-18", 54726, 1, 0.079),
            row("2021-10-25", 51024, 0, 1.0));

    private record Row(
            @Nullable Object cohort,
            @Nullable Long size,
            @Nullable Object offset,
            @Nullable Double rate) {}

    private static Row row(
            @Nullable String day, @Nullable Integer size, @Nullable Integer week, @Nullable Double rate) {
        return new Row(
                day == null ? null : LocalDate.parse(day),
                size == null ? null : Long.valueOf(size),
                week == null ? null : Long.valueOf(week),
                rate);
    }

    private static Frame rows(Row... rows) {
        return Frame.of(
                Column.of(
                        "cohort",
                        ColumnType.DATE,
                        List.of(rows).stream().map(Row::cohort).toArray()),
                Column.of(
                        "size",
                        ColumnType.INTEGER,
                        List.of(rows).stream().map(Row::size).toArray()),
                Column.of(
                        "week",
                        ColumnType.INTEGER,
                        List.of(rows).stream().map(Row::offset).toArray()),
                Column.of(
                        "rate",
                        ColumnType.DOUBLE,
                        List.of(rows).stream().map(Row::rate).toArray()),
                Column.of(
                        "people",
                        ColumnType.INTEGER,
                        List.of(rows).stream().map(Row::size).toArray()));
    }

    private static String draw(Frame frame) {
        return Drawing.of("retention").drawCleanly(KEYS, frame);
    }

    /// The table's texts, a line for each row, cells parted by `|`.
    private static String texts(String html) {
        String body = html.substring(html.indexOf("<thead>"), html.indexOf("</table>"));
        return Pattern.compile("<[^>]*>")
                .matcher(body.replaceAll("<tr[^>]*><t[hd]", "<x")
                        .replaceAll("<t[hd]\\b", "|<x")
                        .replace("</tr>", "|\n"))
                .replaceAll("")
                .replaceAll("\n+", "\n")
                .strip();
    }

    @Test
    void drawsTheTalksTable() {
        String yaml = KEYS + "label: 첫방문자 코호트\ntitle: 재방문\ncaption: 최근 3주\npeople: people\n";
        Golden.assertMatches("table/retention.html", Drawing.of("retention").drawCleanly(yaml, VISITS));
    }

    @Test
    void showsATriangleAndItsWeightedAverage() {
        assertThat(texts(draw(VISITS))).isEqualTo("""
                코호트|인원|1주|2주|
                10.11 – 10.17|55,360명|8.5%|4.9%|
                10.18 – 10.24|54,726명|7.9%||
                10.25 – 10.31|51,024명||
                가중 평균||8.2%|4.9%|""");
    }

    @Test
    void drawsTheSameNumbersAsCurves() {
        String html = Drawing.of("retention").drawCleanly(KEYS + "as: curves\ntitle: 재방문\n", VISITS);
        assertThat(html)
                .startsWith("<figure class=\"chart chart-curves\"><figcaption>재방문")
                .contains("color-mix(in srgb,var(--accent) 30%,var(--bg))", ">가중 평균</text>")
                .contains("<title>1주\n10.11 – 10.17 8.5%\n10.18 – 10.24 7.9%\n가중 평균 8.2%</title>")
                .endsWith("</table></div></details></figure>");
        assertThat(texts(html)).contains("10.11 – 10.17|55,360명|8.5%|4.9%|");
    }

    /// A legend gave each cohort the colour of a series, and no line had it.
    @Test
    void namesOnlyTheAverageInTheLegendOfCurves() {
        String html = Drawing.of("retention").in(Locale.ENGLISH, "USD").draw(KEYS + "as: curves\n", VISITS);
        assertThat(html)
                .contains(">Weighted average</text>")
                .doesNotContain("var(--c1)", "var(--c2)", "11 – 17 Oct</text>");
    }

    @Test
    void leavesShadesAndBarsOutWhereAsked() {
        assertThat(draw(VISITS)).contains("style=\"--b:100%\">55,360명", "class=\"s12\"");
        assertThat(Drawing.of("retention").drawCleanly(KEYS + "shade: none\nsize-bar: false\n", VISITS))
                .doesNotContain("--b:")
                .doesNotContain("class=\"s");
    }

    @Test
    void savesDaysSizesAndRatesInFull() {
        assertThat(draw(rows(row("2021-10-11", 55360, 1, 0.08531))))
                .contains("data-csv=\"CSV로 저장\"", "<tr data-v=\"2021-10-11,,0.08531\">");
        assertThat(Drawing.of("retention").drawCleanly(KEYS + "csv: false\n", VISITS))
                .doesNotContain("data-");
    }

    @Test
    @Timeout(20)
    void curvesStandWhateverTheRows() {
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            Row[] made = new Row[random.nextInt(20)];
            for (int i = 0; i < made.length; i++) {
                made[i] = row(
                        random.nextInt(8) == 0 ? null : "2021-10-0" + (1 + random.nextInt(9)),
                        random.nextInt(8) == 0 ? null : random.nextInt(1000),
                        random.nextInt(8) == 0 ? null : random.nextInt(200),
                        random.nextInt(8) == 0 ? null : random.nextDouble() * 1.2);
            }
            String html = Drawing.of("retention").draw(KEYS + "as: curves\n", rows(made));
            assertThat(html).doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @Test
    void speaksEnglishAndCountsMonthsAndDays() {
        assertThat(texts(Drawing.of("retention").in(Locale.ENGLISH, "USD").drawCleanly(KEYS, VISITS)))
                .startsWith("Cohort|People|W1|W2|\nOct 11 – 17|55,360|");
        assertThat(texts(Drawing.of("retention")
                        .with(PeriodKind.MONTH)
                        .drawCleanly(KEYS, rows(row("2021-10-01", 5, 1, 0.5)))))
                .startsWith("코호트|인원|1개월|\n2021년 10월|5명|50.0%|");
        assertThat(texts(Drawing.of("retention")
                        .drawCleanly(KEYS + "unit: day\naverage: false\n", rows(row("2021-10-01", 5, 1, 0.5)))))
                .isEqualTo("코호트|인원|1일|\n10.1|5명|50.0%|");
    }

    @Test
    void leavesOutOffsetZeroWhereItSaysNothing() {
        assertThat(texts(draw(rows(row("2021-10-11", 5, 0, 0.25), row("2021-10-11", 5, 1, 0.2)))))
                .startsWith("코호트|인원|0주|1주|");
        assertThat(texts(draw(rows(row("2021-10-11", 5, 1, 0.2))))).startsWith("코호트|인원|1주|\n");
    }

    @Test
    void marksGapsAndMissingRatesWithoutInventingZeros() {
        Frame frame = rows(
                row("2021-10-11", 100, 1, 0.5),
                row("2021-10-11", 100, 3, 0.3),
                row("2021-10-18", 300, 1, null),
                row("2021-10-18", 300, 2, 0.2),
                row("2021-10-25", null, null, null));
        assertThat(texts(draw(frame))).isEqualTo("""
                코호트|인원|1주|2주|3주|
                10.11 – 10.17|100명|50.0%|–|30.0%|
                10.18 – 10.24|300명|–|20.0%||
                10.25 – 10.31|–||
                가중 평균||50.0%|20.0%|30.0%|""");
    }

    @Test
    void ordersCohortsByDayAndLeavesNamesAsTheyCome() {
        assertThat(texts(draw(rows(row("2021-10-25", 1, 1, 0.1), row(null, 1, 1, 0.1), row("2021-10-11", 1, 1, 0.1)))))
                .containsSubsequence("10.11", "10.25", "–|1명");
        Frame named = Frame.of(
                Column.of("cohort", ColumnType.TEXT, "zebra", "<ant>", "2021-10-25"),
                Column.of("week", ColumnType.INTEGER, 1L, 1L, 1L),
                Column.of("rate", ColumnType.DOUBLE, 0.1, 0.2, 0.3));
        String html = Drawing.of("retention").drawCleanly("cohort: cohort\noffset: week\nrate: rate\n", named);
        assertThat(texts(html)).isEqualTo("""
                코호트|1주|
                zebra|10.0%|
                &lt;ant&gt;|20.0%|
                10.25 – 10.31|30.0%|
                평균|20.0%|""");
        assertThat(html).contains("<table class=\"ret\"");
    }

    @Test
    void shadesByTheTableOrByTheColumn() {
        Frame frame = rows(row("2021-10-11", 1, 1, 0.10), row("2021-10-11", 1, 2, 0.05), row("2021-10-18", 1, 1, 0.0));
        assertThat(draw(frame))
                .contains("<td class=\"s12\">10.0%<td class=\"s7\">5.0%<")
                .contains("<td class=\"s1\">0.0%<");
        assertThat(Drawing.of("retention").drawCleanly(KEYS + "shade: column\n", frame))
                .contains("<td class=\"s12\">10.0%<td class=\"s12\">5.0%<");
    }

    @Test
    void reportsTwoRowsForOneCell() {
        Drawing drawing = Drawing.of("retention");
        String html = drawing.draw(
                KEYS, rows(row("2021-10-11", 1, 1, 0.1), row("2021-10-18", 1, 1, 0.2), row("2021-10-11", 1, 1, 0.3)));
        assertThat(html).contains("10.0%").doesNotContain("30.0%");
        assertThat(drawing.problems()).singleElement().isEqualTo("""
                report.md:3:9 error[bad-rows]: retention 'q' has two rows for one cohort and offset (rows 1 and 3, 1 in all)
                  3 | offset: week
                    |         ^^^^
                  Group by cohort and offset in the query; the first of each is drawn""");
    }

    @Test
    void reportsRatesAndOffsetsThatCantBe() {
        Drawing drawing = Drawing.of("retention");
        drawing.draw(
                KEYS, rows(row("2021-10-11", 1, 1, 8.0), row("2021-10-11", 1, -1, 0.2), row("2021-10-18", 1, 2, -0.1)));
        assertThat(String.join("\n", drawing.problems()))
                .contains("retention 'q' has offsets that are not 0, 1, 2, ... (row 2, 1 in all)")
                .contains("retention 'q' has rates below 0 or above 1 (row 1, 2 in all)")
                .contains("divide percents by 100");
    }

    @Test
    void reportsColumnsThatAreNoNumbers() {
        Drawing drawing = Drawing.of("retention");
        String html = drawing.draw("cohort: cohort\noffset: cohort\nrate: rate\n", VISITS);
        assertThat(html).contains("class=\"empty\"");
        assertThat(drawing.problems()).singleElement().asString().contains("needs numbers for offset; cohort is date");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(draw(rows())).isEqualTo("<p class=\"empty\" id=\"q1\">이 기간에는 데이터가 없습니다.</p>");
        assertThat(texts(draw(rows(row("2021-10-25", 7, 0, 1.0))))).isEqualTo("코호트|인원|\n10.25 – 10.31|7명|");
    }

    @Test
    @Timeout(10)
    void drawsAYearOfWeeks() {
        List<Row> rows = new ArrayList<>();
        LocalDate first = LocalDate.of(2020, 11, 2);
        for (int cohort = 0; cohort < 52; cohort++) {
            for (int week = 0; week < 52 - cohort; week++) {
                rows.add(row(first.plusWeeks(cohort).toString(), 1000 + cohort, week, week == 0 ? 1.0 : 0.3 / week));
            }
        }
        String html = draw(rows(rows.toArray(Row[]::new)));
        assertThat(texts(html)).contains("|51주|").contains("12.28 – 1.3|");
        assertThat(html).hasSizeLessThan(60_000);
    }

    @Test
    @Timeout(10)
    void doesNotDrawAMillionWeeks() {
        Drawing drawing = Drawing.of("retention").with(new ComponentLimits(2, 10, 10, 10));
        String html = drawing.draw(
                KEYS,
                rows(
                        row("2021-10-11", 1, 1, 0.1),
                        row("2021-10-11", 1, 99_999, 0.1),
                        row("2021-10-18", 1, 1, 0.1),
                        row("2021-10-25", 1, 1_000_000_000, Double.NaN)));
        assertThat(html).contains("120주").doesNotContain("121주").doesNotContain("10.25");
        assertThat(String.join("\n", drawing.problems()))
                .contains("has 99999 offsets; a table shows 120")
                .contains("has 3 cohorts; a table shows 2")
                .contains("offsets that are not 0, 1, 2");
    }
}

package io.broadsheet.engine.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.project.Site;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reports of `examples/divers` for all its shops, as issued on the talk's Monday.
class DiversTest {
    private static final LocalDate ISSUE = LocalDate.of(2021, 11, 1);
    private static final List<String> REPORTS = List.of("channel", "cohort", "product", "site");

    private static final Pattern COHORT_ROW = Pattern.compile("<tr[^>]*><th scope=\"row\">([^<]*)(.*?)</tr>");
    private static final Pattern CELL = Pattern.compile("<td[^>]*>([^<]*)");

    @TempDir
    private static Path temp;

    private static ReportEngine engine;
    private static final Map<String, Rendering> MADE = new TreeMap<>();

    @BeforeAll
    static void makeEveryPageOnce() throws IOException {
        engine = ExampleProject.open(ExampleProject.copy("divers", temp), Map.of());
        try (Batch batch = engine.batch(BatchRequest.of(ISSUE), event -> {})) {
            for (Site site : batch.sites()) {
                batch.render(site).forEach(r -> MADE.put(site.id() + "/" + r.report(), r));
            }
        }
    }

    @AfterAll
    static void close() {
        engine.close();
        MADE.clear();
    }

    private static Rendering made(String page) {
        Rendering rendering = MADE.get(page);
        if (rendering == null) {
            throw new AssertionError("no page " + page + " among " + MADE.keySet());
        }
        return rendering;
    }

    @Test
    void isFreeOfProblems() {
        assertThat(engine.check()).isEmpty();
    }

    @Test
    void bringsAllNumbersOfTheSlides() {
        assertThat(RetentionSlides.all()).hasSize(146);
    }

    @ParameterizedTest
    @CsvSource({"first_visit, visits", "first_purchase, orders"})
    void givesBackTheTablesOfTheTalk(String table, String query) {
        Frame frame = made("10026/cohort").data().getOrDefault(query, Frame.empty());
        SoftAssertions softly = new SoftAssertions();
        for (RetentionSlides.Cell cell : RetentionSlides.cells(table)) {
            List<Integer> rows = new ArrayList<>();
            for (int r = 0; r < frame.rowCount(); r++) {
                boolean sameOffset = cell.offset() == 0
                        || cell.offset() == frame.column("week").number(r);
                if (cell.week().equals(frame.column("cohort").get(r)) && sameOffset) {
                    rows.add(r);
                }
            }
            softly.assertThat(rows).as("rows of %s", cell).isNotEmpty();
            for (int r : rows) {
                softly.assertThat(frame.column("size").number(r))
                        .as("size in %s", cell)
                        .isEqualTo((double) cell.size());
                if (cell.offset() > 0) {
                    BigDecimal people =
                            BigDecimal.valueOf(frame.column("people").number(r));
                    BigDecimal percent =
                            people.movePointRight(2).divide(BigDecimal.valueOf(cell.size()), 1, RoundingMode.HALF_UP);
                    softly.assertThat(percent).as("percent in %s", cell).isEqualByComparingTo(cell.percent());
                }
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @CsvSource({"first_visit, 1", "first_purchase, 2"})
    void printsTheTablesOfTheTalk(String table, int nth) {
        Map<String, List<String>> printed = printedTable(made("10026/cohort"), nth);
        SoftAssertions softly = new SoftAssertions();
        for (RetentionSlides.Cell cell : RetentionSlides.cells(table)) {
            List<String> row = printed.getOrDefault(weekLabel(cell.week()), List.of());
            String expected = cell.offset() == 0
                    ? String.format(java.util.Locale.ROOT, "%,d명", cell.size())
                    : cell.percent() + "%";
            softly.assertThat(row.size() > cell.offset() ? row.get(cell.offset()) : "nothing")
                    .as("printed for %s", cell)
                    .isEqualTo(expected);
        }
        softly.assertAll();
    }

    /// The cells of a page's cohort table by the label of the cohort: people, then percentages.
    private static Map<String, List<String>> printedTable(Rendering rendering, int nth) {
        String html = rendering.page().orElseThrow().split("<table", -1)[nth];
        Map<String, List<String>> rows = new TreeMap<>();
        Matcher row = COHORT_ROW.matcher(html.substring(0, html.indexOf("</table>")));
        while (row.find()) {
            rows.put(
                    row.group(1),
                    CELL.matcher(row.group(2)).results().map(m -> m.group(1)).toList());
        }
        return rows;
    }

    private static String weekLabel(LocalDate monday) {
        LocalDate sunday = monday.plusDays(6);
        return monday.getMonthValue() + "." + monday.getDayOfMonth() + " – " + sunday.getMonthValue() + "."
                + sunday.getDayOfMonth();
    }

    @Test
    void makesEveryPageOfEveryShop() {
        assertThat(MADE).hasSize(6 * REPORTS.size());
        SoftAssertions softly = new SoftAssertions();
        MADE.forEach((page, rendering) -> {
            softly.assertThat(rendering.problems()).as(page).isEmpty();
            softly.assertThat(rendering.page()).as(page).isPresent();
            softly.assertThat(rendering.outcome())
                    .as(page)
                    .isEqualTo(page.startsWith("10029/") ? Outcome.HELD : Outcome.READY);
        });
        softly.assertAll();
    }

    @Test
    void holdsTheShopWhoseLastDayHasNotArrived() {
        for (String report : REPORTS) {
            assertThat(made("10029/" + report).expectations())
                    .as(report)
                    .filteredOn(e -> !e.passed())
                    .extracting(Expectation::expected)
                    .containsExactly("마지막 날의 데이터가 아직 없습니다");
        }
    }

    /// What a missing value leaves behind in a sentence, when nobody has thought of it.
    @Test
    void leavesNoHoleInASentence() {
        Pattern hole = Pattern.compile("null|NaN|Infinity|∞|\\{\\{|\\{%|– ?(%|명|건|원|입니다|주에)|비교할 값이 없습니다");
        MADE.forEach((page, rendering) -> {
            Matcher paragraphs = Pattern.compile("<(p|li|blockquote)\\b[^>]*>(.*?)</\\1>", Pattern.DOTALL)
                    .matcher(rendering.page().orElseThrow());
            while (paragraphs.find()) {
                assertThat(paragraphs.group(2)).as(page).doesNotContainPattern(hole);
            }
        });
    }

    @Test
    void tellsAShopThatJoinedInSeptemberWhyItsFirstWeeksLookTooGood() {
        String note = "다이버스에 가입한 지 얼마 되지 않으셨네요";
        assertThat(made("10031/cohort").page().orElseThrow()).contains(note);
        assertThat(made("10026/cohort").page().orElseThrow()).doesNotContain(note);
    }

    @Test
    void saysPlainlyThatATinyShopHasSoldNothing() {
        assertThat(made("10030/product").page().orElseThrow()).contains("이번 주에 팔린 상품이 없습니다");
        assertThat(made("10030/site").page().orElseThrow()).contains("주문은 아직 없습니다");
        assertThat(made("10030/channel").page().orElseThrow()).contains("이번 주에는 주문이 없습니다");
    }

    @Test
    void writesMoneyAsTheShopsReadersDo() {
        assertThat(made("10028/product").page().orElseThrow()).contains("$").doesNotContain("원<");
        assertThat(made("10027/product").page().orElseThrow()).contains("원<").doesNotContain("$");
    }

    @Test
    void noPageOfAnyShopWeighsMoreThanSixtyKilobytes() {
        SoftAssertions softly = new SoftAssertions();
        MADE.forEach((page, rendering) -> softly.assertThat(
                        rendering.page().map(p -> p.getBytes(UTF_8).length).orElse(0))
                .as(page)
                .isLessThan(60_000));
        softly.assertAll();
    }

    @Test
    void makesTheSameBytesAloneAsInABatch() {
        MADE.forEach((page, rendering) -> {
            Rendering again = engine.render(
                    RenderRequest.of(rendering.report(), rendering.site().id(), ISSUE));
            assertThat(again.hash()).as(page).isEqualTo(rendering.hash());
            assertThat(again.page()).as(page).isEqualTo(rendering.page());
        });
    }

    @ParameterizedTest
    @CsvSource({"site, 6", "cohort, 5", "channel, 1", "product, 2"})
    void givesTheMailNumbersAsThePageWritesThem(String report, int count) {
        Rendering rendering = made("10026/" + report);
        String page = rendering.page().orElseThrow().replaceAll("<[^>]+>", "").replace("&amp;", "&");
        assertThat(rendering.summary()).as(report).hasSize(count);
        for (Headline headline : rendering.summary()) {
            for (String word : headline.label().split(" · ")) {
                assertThat(page).contains(word);
            }
            assertThat(page).contains(headline.value()).contains(headline.change());
            String arrow = headline.change().isEmpty() ? "" : headline.change().substring(0, 1);
            assertThat(headline.direction())
                    .isEqualTo(
                            switch (arrow) {
                                case "▲" -> Headline.Direction.UP;
                                case "▼" -> Headline.Direction.DOWN;
                                default -> Headline.Direction.NONE;
                            });
        }
    }

    @Test
    void saysTheNumbersOfTheTalkInTheMail() {
        List<Headline> cohort = made("10026/cohort").summary();
        assertThat(cohort.getFirst().label()).isEqualTo("첫방문자");
        assertThat(cohort.getFirst().value()).endsWith("명");
        assertThat(cohort.getFirst().hasNumber()).isTrue();
        assertThat(cohort.getLast().hasNumber()).isFalse();
        assertThat(made("10026/channel").summary().getFirst().label()).endsWith(" · 방문");
        assertThat(made("10026/product").summary().getFirst().label()).endsWith(" · 매출");
        assertThat(made("10026/product").summary().getLast()).isEqualTo(Headline.title("카테고리별 매출"));
    }

    @Test
    void tellsWhichFilesAndParametersAPageIsMadeOf() {
        assertThat(engine.sources("cohort"))
                .containsOnlyKeys(
                        "datasets/events.sql", "reports/cohort/report.md", "shared/cohort.sql", "shared/words.md");
        assertThat(made("10026/cohort").parameters()).containsEntry("weeks", 12L);
    }
}

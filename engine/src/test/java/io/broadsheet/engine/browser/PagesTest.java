package io.broadsheet.engine.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.examples.ExampleProject;
import io.broadsheet.engine.render.PageValidity;
import io.broadsheet.testing.TestBrowser;
import io.broadsheet.testing.TestBrowser.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Finished pages in Chromium: the four reports of the divers project, and a gallery of everything that fences draw.
class PagesTest {
    private static final LocalDate ISSUE = LocalDate.of(2021, 11, 1);
    private static final Map<String, String> PAGES = new TreeMap<>();
    private static final String SHIFTS = """
            () => new Promise(resolve => {
              let sum = 0;
              new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
                .observe({type: 'layout-shift', buffered: true});
              requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 0)));
            })
            """;

    @TempDir
    private static Path temp;

    private static TestBrowser browser;

    @BeforeAll
    static void makePages() throws IOException {
        browser = TestBrowser.start();
        make(ExampleProject.copy("divers", temp), "10026", "channel", "cohort", "product", "site");
        make(Path.of("src/test/gallery").toAbsolutePath(), "seoul", "gallery");
    }

    private static void make(Path project, String site, String... reports) throws IOException {
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withEnvironment(Map.of()))) {
            for (String report : reports) {
                Rendering made = engine.render(RenderRequest.of(report, site, ISSUE));
                assertThat(made.problems()).as(report).isEmpty();
                Path file = temp.resolve(report + ".html");
                Files.writeString(file, made.page().orElseThrow());
                PAGES.put(report, file.toUri().toString());
            }
        }
    }

    @AfterAll
    static void end() {
        PAGES.clear();
        if (browser != null) {
            browser.close();
        }
    }

    /// What a test does with a page. The page must have nothing to complain about.
    private interface Reading {
        void of(Page page) throws IOException;
    }

    private static void read(String report, View view, Reading reading) throws IOException {
        List<String> said = new ArrayList<>();
        try (BrowserContext context = browser.context(view)) {
            Page page = context.newPage();
            page.onConsoleMessage(m -> said.add(m.text()));
            page.onPageError(said::add);
            page.navigate(PAGES.getOrDefault(report, "about:blank"));
            reading.of(page);
        }
        assertThat(said).as(report).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "channel, false", "cohort, false", "product, false", "site, false", "gallery, false",
        "channel, true", "cohort, true", "product, true", "site, true", "gallery, true"
    })
    void axeFindsNothing(String report, boolean dark) throws IOException {
        read(report, new View(1280, dark, true), page -> {
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertThat(TestBrowser.violations(page)).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel", "cohort", "product", "site", "gallery"})
    void nothingMovesOrSticksOut(String report) throws IOException {
        for (View view : List.of(View.DESKTOP, View.PHONE, View.PHONE.inTheDark())) {
            read(report, view, page -> {
                assertThat(((Number) page.evaluate(SHIFTS)).doubleValue()).isZero();
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(view.width());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel", "cohort", "product", "site", "gallery"})
    void theValidatorFindsNothing(String report) throws IOException {
        // Its CSS is of a time before container queries and color-mix().
        assertThat(PageValidity.complaints(Files.readString(temp.resolve(report + ".html"))))
                .allMatch(complaint -> complaint.contains(" error: CSS: "));
    }

    /// It has thirty things on one page, of which one table has sixty rows.
    @Test
    void thePageOfEverythingStaysUnderItsLimit() throws IOException {
        assertThat(Files.size(temp.resolve("gallery.html"))).isLessThan(128_000);
    }

    /// Where a name took three lines the bar of its number was a block of three.
    @Test
    void barsInTablesAreOneLineHigh() throws IOException {
        read("product", View.PHONE, page -> {
            String cells = "[...document.querySelectorAll('.data td[style]')].filter(c => c.offsetHeight)";
            Number tallest = (Number) page.evaluate("Math.max(..." + cells + ".map(c => c.offsetHeight))");
            Number bar = (Number) page.evaluate("Math.max(..." + cells
                    + ".map(c => parseFloat(getComputedStyle(c).backgroundSize.split(' ')[1])))");
            assertThat(tallest.doubleValue()).isGreaterThan(45);
            assertThat(bar.doubleValue()).isBetween(20.0, 30.0);
        });
    }

    @Test
    void theLastOfAnOddNumberOfCardsHasItsRowOnAPhone() throws IOException {
        read("site", View.PHONE, page -> {
            String width = "c => Math.round(c.getBoundingClientRect().width)";
            assertThat(page.evaluate("document.querySelectorAll('.card').length"))
                    .isEqualTo(6);
            page.evaluate("document.querySelector('.card').remove()");
            Object row = page.locator(".cards").evaluate(width);
            assertThat(page.locator(".card").last().evaluate(width)).isEqualTo(row);
            assertThat(page.locator(".card").first().evaluate(width)).isNotEqualTo(row);
        });
    }

    private static Locator tip(Page page) {
        return page.locator(".tip");
    }

    @Test
    void aPointerShowsExactNumbersAndALineThroughThem() throws IOException {
        read("gallery", View.DESKTOP, page -> {
            page.locator(".chart-line .chart-wide [pointer-events] path").nth(3).hover();
            assertThat(tip(page).textContent()).startsWith("2021.8.30\n네이버 검색 ");
            assertThat(page.locator(".guide circle").count()).isEqualTo(4);
            page.mouse().move(2, 2);
            assertThat(tip(page).textContent()).isEmpty();
            assertThat(page.locator(".guide").count()).isZero();
            assertThat(((Number) page.evaluate(SHIFTS)).doubleValue()).isZero();
        });
    }

    @Test
    void keysWalkThroughAllMarksOfADrawing() throws IOException {
        read("gallery", View.DESKTOP, page -> {
            Locator svg = page.locator(".chart-line .chart-wide");
            page.locator(".chart-line summary").focus();
            page.keyboard().press("Shift+Tab");
            assertThat(svg.evaluate("e => e == document.activeElement")).isEqualTo(true);
            assertThat(svg.evaluate("e => getComputedStyle(e).outlineStyle")).isEqualTo("solid");
            String first = tip(page).textContent();
            assertThat(first).startsWith("2021.8.9\n");
            page.keyboard().press("ArrowRight");
            assertThat(tip(page).textContent()).startsWith("2021.8.16\n");
            page.keyboard().press("End");
            assertThat(tip(page).textContent()).startsWith("2021.10.25\n");
            page.keyboard().press("Home");
            assertThat(tip(page).textContent()).isEqualTo(first);
            page.keyboard().press("Escape");
            assertThat(tip(page).textContent()).isEmpty();
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("Tab");
            assertThat(tip(page).textContent()).isEmpty();
        });
    }

    @Test
    void aFingerShowsThePhonesNumbers() throws IOException {
        read("gallery", View.PHONE, page -> {
            page.locator(".chart-line .chart-narrow .t path, .chart-line .chart-narrow path.t")
                    .nth(11)
                    .tap();
            assertThat(tip(page).textContent()).startsWith("2021.10.25\n네이버 검색 ");
            page.locator(".chart-bar .chart-narrow .t path, .chart-bar .chart-narrow path.t")
                    .first()
                    .tap();
            assertThat(tip(page).textContent()).startsWith("네이버 검색: ");
        });
    }

    @Test
    void cellsOfACohortTableSayHowManyInTheirColumn() throws IOException {
        read("gallery", View.DESKTOP, page -> {
            page.locator(".ret td.s12").first().hover();
            assertThat(tip(page).textContent()).contains(", 1주\n").contains("가운데");
            page.locator(".wide:has(.ret)").first().focus();
            String before = tip(page).textContent();
            page.keyboard().press("ArrowDown");
            assertThat(before).startsWith("8.9 – 8.15, 1주\n");
            assertThat(tip(page).textContent()).startsWith("8.16 – 8.22, 1주\n");
        });
    }

    @Test
    void readersSortSearchAndTurnPages() throws IOException {
        read("gallery", View.DESKTOP, page -> {
            Locator rows = page.locator("table[data-search] tbody tr:visible");
            Locator status = page.locator(".tools output").first();
            assertThat(rows.count()).isEqualTo(10);
            assertThat(rows.first().locator("td").first().textContent()).isEqualTo("상품 1");
            page.locator("th button", new Page.LocatorOptions().setHasText("상품"))
                    .first()
                    .click();
            page.locator("th button", new Page.LocatorOptions().setHasText("상품"))
                    .first()
                    .press("Enter");
            assertThat(rows.first().locator("td").first().textContent()).isEqualTo("상품 60");
            assertThat(page.locator("table[data-search] th[aria-sort]").getAttribute("aria-sort"))
                    .isEqualTo("descending");
            page.locator("th button", new Page.LocatorOptions().setHasText("비중"))
                    .click();
            assertThat(rows.first().locator("td").nth(4).textContent()).isEqualTo("9.9%");
            page.getByText("다음", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(status.textContent()).isEqualTo("11–20 / 60행");
            page.locator("input[type=search]").fill("쉼표 2021.10.20");
            assertThat(rows.allTextContents()).singleElement().asString().startsWith("상품 41쉼표");
            page.locator("input[type=search]").fill("없는 말");
            assertThat(status.textContent()).isEqualTo("맞는 행이 없습니다.");
        });
    }

    private static String saved(Page page, Locator button) throws IOException {
        Download download = page.waitForDownload(button::click);
        return download.suggestedFilename() + "\n" + Files.readString(download.path(), UTF_8);
    }

    @Test
    void rowsAreSavedAsAFileThatSpreadsheetsRead() throws IOException {
        read("gallery", View.DESKTOP, page -> {
            page.locator("input[type=search]").fill("2021.10.20");
            String csv = saved(
                    page, page.locator(".tools button").filter(textIsCsv()).first());
            assertThat(csv.lines().toList())
                    .startsWith(
                            "모든 그림_많이 팔린 상품_2021.10.25 10.31.csv",
                            "\uFEFF상품,메모,마지막 판매,매출,비중,흐름",
                            "상품 5,\"'=HYPERLINK(\"\"http://evil.example\"\")\",2021-10-20,3913500,0.085256,25 33 3 15 29 5 23 3");
            assertThat(csv).contains("상품 41,\"쉼표, \"\"따옴표\"\"\",2021-10-20,").endsWith("\r\n");
        });
    }

    private static Locator.FilterOptions textIsCsv() {
        return new Locator.FilterOptions().setHasText("CSV로 저장");
    }

    @Test
    void numbersBehindAChartAreSavedExactly() throws IOException {
        read("gallery", View.DESKTOP, page -> {
            page.locator(".chart-line summary").click();
            String csv = saved(page, page.locator(".chart-line .tools button"));
            assertThat(csv.lines().toList())
                    .hasSize(14)
                    .startsWith("모든 그림_채널별 방문_2021.10.25 10.31.csv", "\uFEFFweek,네이버 검색,인스타그램,카카오,CRM")
                    .element(2)
                    .asString()
                    .matches("2021-08-09(,\\d{4}){4}");
            String cohorts =
                    saved(page, page.locator(".wide:has(.ret) + .tools button").first());
            assertThat(cohorts.lines().skip(1).toList())
                    .hasSize(13)
                    .startsWith("\uFEFF첫방문자 코호트,인원,1주,2주,3주,4주,5주,6주,7주,8주,9주,10주,11주")
                    .element(1)
                    .asString()
                    .startsWith("2021-08-09,50000,0.06");
        });
    }

    @Test
    void withoutScriptsEverythingIsThereToRead() throws IOException {
        read("gallery", View.DESKTOP.withoutScripts(), page -> {
            assertThat(page.locator("table[data-search] tbody tr:visible").count())
                    .isEqualTo(60);
            assertThat(page.locator(".tools, .find, .tip").count()).isZero();
            page.locator(".chart-line summary").click();
            assertThat(page.locator(".chart-line details tbody tr").first().isVisible())
                    .isTrue();
            assertThat(page.locator(".chart-line svg title").count()).isGreaterThan(12);
        });
    }

    @Test
    void aPhoneBreaksFirstColumnsBetweenWordsAlone() throws IOException {
        read("channel", View.PHONE, page -> {
            for (Locator cell : page.locator(".data tbody tr td:first-child").all()) {
                assertThat(cell.boundingBox().height).isLessThan(40);
            }
        });
    }

    @Test
    void theHeadOfALongTableStays() throws IOException {
        read("gallery", View.DESKTOP, page -> {
            Locator box = page.locator(".tall");
            box.evaluate("e => e.scrollTop = 200");
            assertThat(box.locator("th").first().boundingBox().y).isEqualTo(box.boundingBox().y);
        });
    }

    /// How many cards stand in each row of a list of so many.
    private static List<Integer> rowsOfCards(Page page, int cards) {
        Object tops = page.evaluate("""
                count => {
                  const list = document.querySelector('.cards');
                  while (list.children.length > count) list.lastElementChild.remove();
                  while (list.children.length < count) list.append(list.firstElementChild.cloneNode(true));
                  return [...list.children].map(card => card.offsetTop);
                }
                """, cards);
        Map<Object, Integer> rows = new LinkedHashMap<>();
        ((List<?>) tops).forEach(top -> rows.merge(top, 1, Integer::sum));
        return List.copyOf(rows.values());
    }

    @Test
    void noCardIsLeftAlone() throws IOException {
        read("site", new View(760, false, true), page -> {
            assertThat(rowsOfCards(page, 4)).containsExactly(2, 2);
            assertThat(rowsOfCards(page, 6)).containsExactly(3, 3);
        });
        read("site", View.DESKTOP, page -> {
            assertThat(rowsOfCards(page, 4)).containsExactly(4);
            assertThat(rowsOfCards(page, 6)).containsExactly(3, 3);
        });
        read("site", View.PHONE, page -> assertThat(rowsOfCards(page, 6)).containsExactly(2, 2, 2));
    }

    @Test
    void onAPhoneTheFirstColumnOfAWideTableStays() throws IOException {
        read("product", View.PHONE, page -> {
            Locator box = page.locator(".wide:has(table.data)").first();
            Locator name = box.locator("tbody tr td").first();
            double left = name.boundingBox().x;
            box.evaluate("e => e.scrollLeft = 60");
            assertThat(box.evaluate("e => e.scrollLeft")).isEqualTo(60);
            assertThat(name.boundingBox().x).isEqualTo(left);
        });
    }

    @Test
    void theContentsAreFoldedOnAPhoneAlone() throws IOException {
        read("cohort", View.DESKTOP, page -> {
            assertThat(page.locator(".toc details").evaluate("d => d.open")).isEqualTo(true);
            assertThat(page.locator(".toc li").first().isVisible()).isTrue();
        });
        read("cohort", View.PHONE, page -> {
            assertThat(page.locator(".toc li").first().isVisible()).isFalse();
            page.locator(".toc summary").click();
            assertThat(page.locator(".toc li").first().isVisible()).isTrue();
        });
        read(
                "cohort",
                View.PHONE.withoutScripts(),
                page -> assertThat(page.locator(".toc li").first().isVisible()).isTrue());
    }
}

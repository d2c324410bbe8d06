package io.broadsheet.cli.preview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.broadsheet.cli.preview.WrittenProject.BODY;
import static io.broadsheet.cli.preview.WrittenProject.FRONT;
import static io.broadsheet.cli.preview.WrittenProject.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.broadsheet.testing.TestBrowser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The preview as somebody sees it who writes a report beside it.
@Timeout(180)
class PreviewBrowserTest {
    private static final double PATIENCE = 60_000;
    private static TestBrowser browser;

    @TempDir
    Path folder;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private WrittenProject project;
    private Preview preview;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void begin() {
        browser = TestBrowser.start();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        project = new WrittenProject(folder).report(FRONT + BODY + LONG + "\n# The end\n\nLast words.\n");
        preview = project.preview();
        context = browser.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 800)
                        .setLocale("en-US")
                        .setColorScheme(ColorScheme.LIGHT));
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.onConsoleMessage(m -> complaints.add(m.type() + ": " + m.text()));
        page.onPageError(complaints::add);
        page.onRequest(r -> requests.add(r.url()));
        page.navigate(preview.address().toString());
        awaitPaint("");
    }

    @AfterEach
    void close() {
        context.close();
        preview.close();
        assertThat(requests).allMatch(url -> url.startsWith(preview.address().toString()) || url.startsWith("blob:"));
    }

    /// @return what is painted now; other than before
    private String awaitPaint(String before) {
        page.waitForSelector("html[data-painted]:not([data-painted='" + before + "'])");
        return painted();
    }

    private String painted() {
        String painted = page.locator("html").getAttribute("data-painted");
        return painted == null ? "" : painted;
    }

    private FrameLocator report() {
        return page.frameLocator("iframe:not(.next)");
    }

    private Frame reportFrame() {
        return page.frames().stream()
                .filter(f -> f.url().contains("/page/") && !f.isDetached())
                .findFirst()
                .orElseThrow();
    }

    private static double scrolled(Frame frame) {
        return ((Number) frame.evaluate("() => scrollY")).doubleValue();
    }

    private static void await(java.util.function.BooleanSupplier condition, String what, Page page) {
        long end = System.nanoTime() + (long) (PATIENCE * 1e6);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what);
            }
            page.waitForTimeout(20);
        }
    }

    @Test
    void aSaveShowsTheNewPageAtTheSamePlaceWithItsDetailsOpen() {
        report().locator("summary", new FrameLocator.LocatorOptions().setHasText("How it is counted"))
                .click();
        reportFrame().evaluate("() => scrollTo(0, 1500)");
        String before = painted();
        // The page has told where its reader is.
        page.waitForTimeout(200);
        project.saveByRename(
                "reports/visits/report.md", FRONT + BODY.replace("By their", "Now by their") + LONG + "\n# The end\n");
        awaitPaint(before);
        assertThat(report().getByText("Now by their cookies.")).isVisible();
        assertThat(report().locator("details[open]")).hasCount(1);
        await(() -> Math.abs(scrolled(reportFrame()) - 1500) < 2, "the place", page);
        assertThat(page.locator("iframe")).hasCount(1);
        assertThat(page.locator("#status")).containsText("Ready");
        assertThat(complaints).isEmpty();
    }

    @Test
    void wordsAboveDoNotMoveWhatIsRead() {
        String first = painted();
        project.report(FRONT + BODY + LONG + "\n# The middle\n" + LONG + "\n# The end\n");
        awaitPaint(first);
        reportFrame().evaluate("() => document.getElementById('s-the-middle').scrollIntoView()");
        page.waitForTimeout(200);
        String before = painted();
        project.report(FRONT + BODY + LONG + LONG + "\n# The middle\n" + LONG + "\n# The end\n");
        awaitPaint(before);
        await(
                () -> Math.abs(((Number)
                                        reportFrame()
                                                .evaluate(
                                                        "() => document.getElementById('s-the-middle').getBoundingClientRect().top"))
                                .doubleValue())
                        < 3,
                "the heading",
                page);
    }

    @Test
    void aProblemComesOverThePageAndGoes() {
        String good = painted();
        project.report(FRONT + BODY.replace("y: visitors", "y: visitrs <b>"));
        Locator over = page.locator("#problems");
        assertThat(over).isVisible();
        assertThat(over).containsText("reports/visits/report.md:");
        assertThat(over.locator("mark")).hasText(Pattern.compile("visitrs.*"));
        assertThat(over.locator(".code").first()).hasAttribute("href", Pattern.compile("/docs/.+"));
        assertThat(page.locator("#status")).containsText("1 problem");
        // The last good page stays behind.
        assertThat(report().getByText("The last week brought 7.")).isAttached();
        assertThat(painted()).isEqualTo(good);
        page.keyboard().press("Escape");
        assertThat(over).isHidden();
        page.locator("#status").click();
        assertThat(over).isVisible();
        project.report(FRONT + BODY + "\nAll well again.\n");
        assertThat(over).isHidden();
        assertThat(report().getByText("All well again.")).isAttached();
        assertThat(page.locator("#status")).containsText("Ready");
    }

    @Test
    void anExpectationInVainIsTold() {
        project.report(FRONT.replace("title:", "expect:\n  - { query: weekly, rows: \">= 100\" }\ntitle:") + BODY);
        assertThat(page.locator("#problems")).containsText("weekly: rows >= 100");
        assertThat(page.locator("#problems")).containsText("would be held");
        assertThat(page.locator("#status")).hasAttribute("data-state", "held");
    }

    @Test
    void viewsChangeByButtonAndByKey() {
        String before = painted();
        page.keyboard().press("2");
        assertThat(page.locator("#stage")).hasAttribute("data-view", "phone");
        assertThat((int) page.locator("iframe").last().boundingBox().width).isEqualTo(390);
        page.locator("#scheme").click();
        page.locator("#scheme").click();
        awaitPaint(before);
        await(() -> painted().contains("scheme=dark"), "the dark page", page);
        assertThat(reportFrame().evaluate("() => getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(15, 18, 22)");
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Print"))
                .click();
        await(() -> painted().contains("medium=print"), "the printed page", page);
        // Keys work in the page too.
        report().locator("body").click();
        page.keyboard().press("4");
        await(() -> painted().startsWith("/mail/"), "the mail", page);
        page.keyboard().press("1");
        await(() -> painted().startsWith("/page/"), "the page", page);
        assertThat(page.url()).contains("scheme=dark").doesNotContain("view=");
        assertThat(complaints).isEmpty();
    }

    /// What comes in slowly is pale until it is there.
    private static Page.EmulateMediaOptions still(ColorScheme colours) {
        return new Page.EmulateMediaOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE);
    }

    /// In the preview's own page; the report in its frame has tests of its own.
    @Test
    void axeFindsNothingInLightOrDark() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(still(colours));
            assertThat(TestBrowser.violations(page)).as("%s", colours).isEmpty();
            page.locator("[data-panel=data]").click();
            assertThat(page.locator("#panel")).isVisible();
            assertThat(TestBrowser.violations(page)).as("%s, data", colours).isEmpty();
            page.locator("[data-panel=timings]").click();
            assertThat(TestBrowser.violations(page)).as("%s, timings", colours).isEmpty();
            page.locator("#close").click();
        }
        project.report(FRONT + BODY.replace("select", "selct"));
        assertThat(page.locator("#problems")).isVisible();
        assertThat(TestBrowser.violations(page)).as("problems in the dark").isEmpty();
        page.emulateMedia(still(ColorScheme.LIGHT));
        assertThat(TestBrowser.violations(page)).as("problems in the light").isEmpty();
    }

    @Test
    void thePrintedPageShowsWhereSheetsEnd() {
        page.keyboard().press("3");
        await(() -> painted().contains("medium=print"), "the printed page", page);
        Frame frame = reportFrame();
        List<?> ends = (List<?>)
                frame.evaluate(
                        "() => [...document.querySelectorAll('.paper-end')].map(line => line.getBoundingClientRect().top + scrollY)");
        assertThat(ends).isNotEmpty();
        assertThat(frame.evaluate("() => document.querySelector('.paper-end').textContent"))
                .isEqualTo("2");
        assertThat(frame.evaluate("""
                ends => [...document.querySelectorAll('figure, tr, .card, h1, h2')].filter(one => {
                  const rect = one.getBoundingClientRect();
                  return rect.height && ends.some(end => rect.top + scrollY < end - 2 && rect.bottom + scrollY > end + 2);
                }).length
                """, ends)).isEqualTo(0);
        page.keyboard().press("1");
        await(() -> !painted().contains("medium=print"), "the page", page);
        assertThat(reportFrame().evaluate("() => document.querySelectorAll('.paper-end').length"))
                .isEqualTo(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void theAddressCarriesTheChoice() {
        String before = painted();
        page.locator("#site").click();
        page.keyboard().type("img");
        assertThat(page.locator("#sites [role=option]")).hasCount(1);
        page.keyboard().press("Enter");
        awaitPaint(before);
        assertThat(report().getByText("The last week brought 4.")).isAttached();
        page.locator("#earlier").click();
        assertThat(page.locator("#date")).hasValue("2021-10-25");
        page.locator("#parameters").click();
        page.locator("#form input[name=least]").fill("5");
        page.locator("#form input[name=least]").press("Enter");
        assertThat(page.locator("#parameters")).hasText("1 changed");
        assertThat(page.url()).contains("site=2").contains("date=2021-10-25").contains("p.least=5");
        page.reload();
        assertThat(page.locator("#date")).hasValue("2021-10-25");
        assertThat(page.locator("#site")).hasValue(Pattern.compile(".*\\(2\\)"));
        page.locator("#report").selectOption("other");
        assertThat(report().getByText("Something else.")).isAttached();
        assertThat(page.url()).contains("report=other").doesNotContain("p.least");
        page.goBack();
        assertThat(page.locator("#report")).hasValue("visits");
        assertThat(complaints).isEmpty();
    }

    @Test
    void panelsShowDataAndTimings() {
        page.keyboard().press("b");
        Locator panel = page.locator("#panel");
        assertThat(panel.locator("thead")).containsText("visitors");
        assertThat(panel.locator("tbody tr")).hasCount(3);
        Download csv = page.waitForDownload(() -> panel.getByText("Save as CSV").click());
        assertThat(csv.suggestedFilename()).isEqualTo("weekly.csv");
        page.keyboard().press("t");
        assertThat(panel).containsText("Query");
        project.report(FRONT + BODY + "\nMore.\n");
        assertThat(panel.locator("tr.kept")).hasCount(1);
        page.locator("#again").click();
        assertThat(panel.locator("tr.query")).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(panel).isHidden();
        assertThat(complaints).isEmpty();
    }

    @Test
    void fitsAPhone() {
        page.setViewportSize(390, 800);
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= 390"))
                .isTrue();
    }
}

package io.broadsheet.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.testing.TestBrowser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The frame, the reading time and the answer in a real browser.
class BrowserTest {
    private static final String PAGE = """
            <!doctype html>
            <html lang="ko">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'none'">
            <title>x</title><style>body{margin:0}div{height:3000px}</style></head>
            <body><a href="#end">down</a><div></div><p id="end">end</p><script>document.title='ran'</script></body></html>
            """;
    private static TestBrowser browser;

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

    private final String site = SharedPortal.site();
    private final EditionView edition = edition();
    private final List<String> said = new ArrayList<>();

    private EditionView edition() {
        PortalWorld.Draft draft = PortalWorld.draft(site, "cohort", "2021-11-01");
        return SharedPortal.world()
                .add(new PortalWorld.Draft(site, "cohort", "코호트 리포트", draft.issue(), draft.published(), PAGE));
    }

    /// With scripts, when the frame has its height and nothing moves any more.
    private Page openWhole(BrowserContext context) {
        Page page = open(context);
        page.waitForCondition(() -> number(page, "document.querySelector('iframe').offsetHeight") > 3000);
        return page;
    }

    private Page open(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(m -> said.add(m.text()));
        page.onPageError(said::add);
        page.navigate(SharedPortal.server().url() + "/portal/enter?token=" + Tokens.good(site, "42"));
        page.locator(".card a").click();
        page.waitForURL("**/portal/editions/**");
        return page;
    }

    private static BrowserContext context(boolean scripts) {
        return browser.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setJavaScriptEnabled(scripts));
    }

    @Test
    void theFrameIsAsHighAsThePageAndThePagesOwnPolicyStands() {
        try (BrowserContext context = context(true)) {
            Page page = openWhole(context);
            page.frameLocator("iframe").locator("a").click();
            page.waitForCondition(() -> number(page, "Math.round(scrollY)") > 2000);
            assertThat(page.frames().get(1).title()).isEqualTo("x");
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            // The page's own policy refused the page's script; nothing of ours was.
            assertThat(said).hasSize(1).first().asString().contains("script-src 'none'");
        }
    }

    @Test
    void howLongAndHowFarSomebodyReadsIsTold() {
        try (BrowserContext context = context(true)) {
            Page page = openWhole(context);
            page.waitForCondition(() -> {
                page.evaluate("scrollTo(0, 0); scrollTo(0, document.body.scrollHeight)");
                page.evaluate("new Promise(r => requestAnimationFrame(r))");
                page.evaluate("dispatchEvent(new Event('pagehide'))");
                return dwell() >= 1000 && depth() == 100;
            });
        }
    }

    private static int number(Page page, String what) {
        return (Integer) page.evaluate(what);
    }

    private long dwell() {
        return number("coalesce(sum(dwell_ms), 0)");
    }

    private long depth() {
        return number("coalesce(max(depth), 0)");
    }

    private long number(String what) {
        return SharedPortal.server()
                .part(JdbcClient.class)
                .sql("select " + what + " from reading where kind = 'dwell' and revision_id = ?")
                .param(edition.currentRevisionId().orElseThrow())
                .query(Long.class)
                .single();
    }

    private Readings.Answer answer() {
        long reader =
                SharedPortal.world().new FakeSites().reader(site, "user:42", "").id();
        return SharedPortal.server()
                .part(Readings.class)
                .answer(edition.currentRevisionId().orElseThrow(), reader)
                .orElseThrow();
    }

    private static void say(Page page, String useful, String comment) {
        page.locator("label:has(input[value=" + useful + "])").click();
        page.locator("textarea").fill(comment);
        page.locator(".send button").click();
        page.waitForCondition(() -> page.locator(".thanks").isVisible());
    }

    @Test
    void anAnswerIsThankedForWithoutLeavingThePage() {
        try (BrowserContext context = context(true)) {
            Page page = openWhole(context);
            say(page, "yes", "좋아요");
            assertThat(page.url()).doesNotContain("answered");
            assertThat(answer().comment()).isEqualTo("좋아요");
            say(page, "no", "아니요");
            assertThat(answer().useful()).contains(false);
        }
    }

    @Test
    void everythingWorksWithoutScripts() {
        try (BrowserContext context = context(false)) {
            Page page = open(context);
            say(page, "yes", "스크립트 없이");
            assertThat(page.url()).endsWith("?answered=1#answer");
            assertThat(answer().comment()).isEqualTo("스크립트 없이");
        }
    }
}

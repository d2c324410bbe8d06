package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.testing.Eventually;
import io.broadsheet.testing.TestBrowser;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The way of one week: from Monday's schedule to the customer's inbox, and back as an open rate.
@Timeout(120)
class WholeWeekTest {
    private static final String TEAM = "team-10026@example.com";
    private static final String MARKETING = "marketing-10026@example.com";
    private static final String HELD_TEAM = "team-10029@example.com";
    private static final String COMMENT = "매주 월요일 회의에서 봅니다 <b>굵게</b>";
    private static final String PASSWORD = "a long password of Kim";

    @TempDir
    Path folder;

    @Test
    void mondaysScheduleReachesTheInboxAndComesBackAsAnOpenRate() throws Exception {
        try (DiversWeek week = DiversWeek.in(folder);
                TestBrowser chromium = TestBrowser.start()) {
            RunSummary run = mondayAtNine(week);
            publishedOrHeld(week, run);
            onePerRecipient(week);
            allNewInThePortal(week);
            try (BrowserContext reader = chromium.browser().newContext()) {
                reads(week, reader.newPage());
            }
            try (BrowserContext operator = chromium.browser().newContext()) {
                Page console = operator.newPage();
                firstAccount(week, console);
                fromSlackToTheLog(week, console);
                theRunIsShown(week, console, run);
                oneIsReleased(week, console);
                anotherIsMadeAgain(week, console, run);
                theLab(week, console);
                leavesTheList(week, console);
            }
            assertThat(week.slack.requests).hasSize(1);
            assertThat(week.mails()).hasSize(3);
            assertThat(week.log()).doesNotContain("SlackSecret", "test-secret-of-the-store", PASSWORD);
        }
    }

    private static RunSummary mondayAtNine(DiversWeek week) {
        Runs runs = week.server.part(Runs.class);
        Eventually.is("the schedule is looked at", () -> week.count("schedule_state where name = 'weekly'") == 1);
        assertThat(runs.latest(10)).isEmpty();
        week.clock.set(DiversWeek.NINE);
        Eventually.is(
                "the run ended",
                () -> runs.latest(10).stream().anyMatch(r -> r.state().isEnd()));
        RunSummary run = runs.latest(10).getFirst();
        assertThat(run.schedule()).contains("weekly");
        assertThat(run.state()).isEqualTo(RunState.PARTIAL);
        assertThat(runs.latest(10)).hasSize(1);
        assertThat(week.count("task")).isEqualTo(8);
        return run;
    }

    private static void publishedOrHeld(DiversWeek week, RunSummary run) throws IOException {
        Editions editions = week.server.part(Editions.class);
        assertThat(editions.ofSite("10026"))
                .extracting(EditionView::report)
                .containsExactlyInAnyOrder("site", "cohort", "channel", "product");
        assertThat(editions.ofSite("10029")).isEmpty();
        assertThat(editions.held())
                .hasSize(4)
                .allMatch(h -> h.edition().siteId().equals("10029"));
        // From S3, and only from there.
        RevisionView cohort = revision(week, "cohort");
        assertThat(editions.files(cohort)).anyMatch(f -> f.endsWith(".parquet")).contains("page.html");
        assertThat(editions.signedUrl(cohort, java.time.Duration.ofMinutes(1))).isPresent();
        assertThat(week.server.part(Runs.class).tasks(run.id()))
                .hasSize(8)
                .allMatch(t -> t.attempts() == 1 && t.state().isEnd());
    }

    private static EditionView edition(DiversWeek week, String report) {
        return week.server.part(Editions.class).ofSite("10026").stream()
                .filter(e -> e.report().equals(report))
                .findFirst()
                .orElseThrow();
    }

    private static RevisionView revision(DiversWeek week, String report) {
        return week.server
                .part(Editions.class)
                .revision(edition(week, report).currentRevisionId().orElseThrow())
                .orElseThrow();
    }

    private static void onePerRecipient(DiversWeek week) {
        DiversWeek.Received team = week.mailTo(TEAM);
        week.mailTo(MARKETING);
        Eventually.is("both are noted as sent", () -> week.count("message where state = 'sent'") == 2);
        assertThat(week.mails()).hasSize(2);
        List<Headline> headlines = revision(week, "cohort").headlines();
        assertThat(headlines).isNotEmpty();
        assertThat(team.html())
                .contains(headlines.getFirst().label(), headlines.getFirst().value())
                .contains("코호트 리포트 보기");
        assertThat(team.subject()).contains("분석 리포트 4편");
    }

    private static void allNewInThePortal(DiversWeek week) throws Exception {
        String link = button(week, week.mailTo(MARKETING), "사이트 리포트");
        try (HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            // Only the way in is taken: nothing is read yet.
            assertThat(get(http, link).statusCode()).isEqualTo(303);
            String list = get(http, week.server.url() + "/portal").body();
            assertThat(list.split("신규", -1)).hasSize(5);
            assertThat(list).contains("코호트 리포트", "채널 리포트", "상품 리포트", "사이트 리포트", "확인하기");
        }
    }

    private static HttpResponse<String> get(HttpClient http, String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String button(DiversWeek week, DiversWeek.Received mail, String report) {
        return DiversWeek.first(week.server.url() + "/m/[^/\"]+(?=\"[^>]*>" + report + " 보기)", mail.html());
    }

    /// Opens the mail, follows its button, reads, and says what they think.
    private void reads(DiversWeek week, Page page) throws IOException {
        Path html =
                Files.writeString(folder.resolve("mail.html"), week.mailTo(TEAM).html());
        page.navigate(html.toUri().toString());
        Eventually.is("the mail's pixels were loaded", () -> week.count("reading where kind = 'open'") == 4);
        page.locator("a:has-text('코호트 리포트 보기')").click();
        page.waitForURL("**/portal/editions/**");
        FrameLocator frame = page.frameLocator("iframe");
        frame.locator("h1").first().waitFor();
        assertThat(frame.locator("body").innerText())
                .contains(revision(week, "cohort").headlines().getFirst().value());
        // The frame has its height: nothing moves under the pointer any more.
        page.waitForCondition(() -> page.locator("iframe").boundingBox().height > 1500);
        // Right after a scroll Chromium may still give a click to the frame that was there.
        page.waitForCondition(() -> {
            page.locator("label:has(input[value=yes])").click();
            return page.locator("input[value=yes]").isChecked();
        });
        page.locator("textarea").fill(COMMENT);
        page.locator(".send button").click();
        page.locator(".thanks").waitFor();
        page.navigate(week.server.url() + "/portal");
        assertThat(page.locator(".card.read").innerText()).contains("코호트 리포트", "다시보기");
        assertThat(page.locator(".card.unread .tag.new").count()).isEqualTo(3);
    }

    private static void firstAccount(DiversWeek week, Page page) {
        page.navigate(week.setupLink());
        page.locator("[name=name]").fill("kim");
        page.locator("[name=password]").fill(PASSWORD);
        page.locator("main button").click();
        page.waitForURL("**/console/login**");
        assertThat(page.locator(".said").innerText()).contains("The account is made");
    }

    /// Who is not logged in is asked for the password and then comes to where the link leads.
    private static void fromSlackToTheLog(DiversWeek week, Page page) {
        String message = week.slackMessage();
        assertThat(message).contains("4 of 8 editions", "site 10029", "Open the log");
        page.navigate(DiversWeek.first(week.server.url() + "/console/attempts/[\\w-]+", message));
        page.locator("[name=username]").fill("kim");
        page.locator("[name=password]").fill(PASSWORD);
        page.locator("main button").click();
        page.waitForURL("**/console/attempts/**");
        assertThat(page.locator("h1").innerText()).contains("for 10029");
        assertThat(page.locator(".head .state").innerText().toLowerCase(Locale.ROOT))
                .contains("held");
        assertThat(page.locator("pre.log").innerText()).isNotBlank();
    }

    private static void theRunIsShown(DiversWeek week, Page page, RunSummary run) {
        page.navigate(week.server.url() + "/console");
        page.locator("a:has-text('weekly 2021-11-01')").first().click();
        assertThat(page.url()).endsWith("/console/runs/" + run.publicId());
        assertThat(page.locator("tr:has(th:has-text('10029')) .s-held").count()).isEqualTo(4);
        assertThat(page.locator("tr:has(th:has-text('10026')) .s-published").count())
                .isEqualTo(4);
        assertThat(page.locator("main").innerText()).contains(TEAM, MARKETING);
    }

    private static void oneIsReleased(DiversWeek week, Page page) {
        page.navigate(week.server.url() + "/console/held");
        assertThat(page.locator("tbody tr").count()).isEqualTo(4);
        page.locator("tbody tr").first().locator("a:has-text('Look')").click();
        page.frameLocator("iframe.page").locator("h1").first().waitFor();
        page.locator("button:has-text('Release')").click();
        assertThat(page.locator(".said").innerText()).contains("Released");
        assertThat(week.mailTo(HELD_TEAM).html()).contains("리포트 보기");
        assertThat(week.server.part(Editions.class).ofSite("10029")).hasSize(1);
        Eventually.is("it is noted as sent", () -> week.count("message where state = 'sent'") == 3);
    }

    private static void anotherIsMadeAgain(DiversWeek week, Page page, RunSummary run) {
        Runs runs = week.server.part(Runs.class);
        page.navigate(week.server.url() + "/console/held");
        page.locator("tbody tr")
                .first()
                .locator("button:has-text('Make again')")
                .click();
        assertThat(page.locator(".said").innerText()).contains("It will be made again");
        Eventually.is(
                "it was made again",
                () -> runs.tasks(run.id()).stream()
                                .anyMatch(t -> t.attempts() == 2 && t.state().isEnd())
                        && runs.find(run.id()).orElseThrow().state().isEnd());
        page.navigate(week.server.url() + "/console/held");
        assertThat(page.locator("tbody tr").count()).isEqualTo(3);
    }

    private static void theLab(DiversWeek week, Page page) {
        page.navigate(week.server.url() + "/console/lab");
        List<String> cells = page.locator("tr:has(th:text-is('cohort')) td").allInnerTexts();
        // One edition, two mails, one of them opened and followed; one reader, who found it useful.
        assertThat(cells.subList(0, 5)).containsExactly("1", "2", "1 50 %", "1 50 %", "1");
        assertThat(cells.subList(7, 10)).containsExactly("1", "0", "1");
        assertThat(page.locator(".voices").innerText()).contains(COMMENT, "useful");
        assertThat(page.locator("tr:has(th:text-is('product')) td").nth(4).innerText())
                .isEqualTo("0");
    }

    private static void leavesTheList(DiversWeek week, Page page) {
        page.navigate(week.mailTo(MARKETING).unsubscribe());
        assertThat(week.count("suppression")).isZero();
        page.locator("button").click();
        page.locator("text=더는 메일을 보내지 않아요").waitFor();
        assertThat(week.count("suppression where address = '" + MARKETING + "'"))
                .isEqualTo(1);
        page.navigate(week.server.url() + "/console/site?id=10026");
        assertThat(page.locator("tr:has-text('" + MARKETING + "')").innerText()).contains("wants none");
    }
}

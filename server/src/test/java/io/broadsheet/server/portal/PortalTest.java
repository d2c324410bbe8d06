package io.broadsheet.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.reading.Readings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PortalTest {
    private final String site = SharedPortal.site();
    private final PortalWorld world = SharedPortal.world();

    @BeforeEach
    void begin() {
        SharedPortal.CLOCK.set(Instant.parse("2021-11-02T01:00:00Z"));
    }

    private EditionView add(String report, String issue) {
        return world.add(PortalWorld.draft(site, report, issue));
    }

    @Test
    void showsMonthsAsColumnsWithTheirCountsTheNewestFirst() {
        add("cohort", "2021-11-01");
        add("cohort", "2021-10-25");
        add("channel", "2021-10-25");
        add("cohort", "2021-09-27");
        add("cohort", "2021-08-30");
        add("cohort", "2020-12-28");
        Guest guest = SharedPortal.reader(site, "42");
        String list = guest.get("/portal").body();
        assertThat(list).contains("<h1>분석 리포트</h1>", "2021년", "2020년", "11월 – 9월");
        assertThat(list)
                .containsSubsequence(
                        "11월 <span aria-hidden=\"true\">(1)",
                        "[01주차]",
                        "10월 <span aria-hidden=\"true\">(2)",
                        "[04주차]",
                        "9월");
        assertThat(list).doesNotContain("8월").contains("/portal?year=2021&amp;until=8");
        assertThat(guest.get("/portal?year=2021&until=8").body()).contains("8월").doesNotContain("9월 <span");
        assertThat(guest.get("/portal?year=2020").body()).contains("12월").doesNotContain("11월");
        for (String odd :
                new String[] {"?year=x&until=-1", "?year=9999&until=99", "?year=%00", "?until=0&show=%3Cscript%3E"}) {
            HttpResponse<String> answer = guest.get("/portal" + odd);
            assertThat(answer.statusCode()).as(odd).isIn(200, 400);
            assertThat(answer.body()).doesNotContain("<script>");
        }
    }

    @Test
    void aCardSaysWhetherItIsNewUnreadOrRead() {
        EditionView fresh = add("cohort", "2021-11-01");
        EditionView old = add("cohort", "2021-10-18");
        Guest guest = SharedPortal.reader(site, "42");
        String list = guest.get("/portal").body();
        assertThat(list).containsSubsequence(fresh.publicId(), "신규", "읽지않음", "확인하기", old.publicId(), "읽지않음", "확인하기");
        assertThat(list).containsOnlyOnce("신규").contains("읽지 않음 2");
        guest.get("/portal/editions/" + fresh.publicId());
        list = guest.get("/portal").body();
        assertThat(list).containsSubsequence(fresh.publicId(), "읽음", "다시보기", old.publicId(), "읽지않음");
        assertThat(list).doesNotContain("신규").contains("읽지 않음 1");
        assertThat(guest.get("/portal?show=unread").body())
                .contains(old.publicId())
                .doesNotContain(fresh.publicId());
        assertThat(SharedPortal.reader(site, "43").get("/portal").body()).contains("읽지 않음 2");
    }

    @Test
    void newIsWhatCameSinceTheLastVisitEvenIfThatIsLongAgo() {
        EditionView first = add("cohort", "2021-11-01");
        SharedPortal.reader(site, "42").get("/portal/editions/" + first.publicId());
        EditionView second = add("cohort", "2021-11-08");
        SharedPortal.CLOCK.set(Instant.parse("2021-12-20T00:00:00Z"));
        Guest guest = SharedPortal.reader(site, "42");
        assertThat(guest.get("/portal?year=2021&until=11").body()).containsOnlyOnce("신규");
        assertThat(SharedPortal.reader(site, "43").get("/portal").body()).doesNotContain("신규");
        guest.get("/portal/editions/" + second.publicId());
        assertThat(guest.get("/portal").body()).doesNotContain("신규").contains("모두 읽었습니다");
    }

    @Test
    void saysInWordsThatThereIsNothingYet() {
        world.add(PortalWorld.draft(site, "cohort", "2021-11-01").held());
        Guest guest = SharedPortal.reader(site, "42");
        assertThat(guest.get("/portal").body()).contains("아직 나온 리포트가 없습니다").doesNotContain("cohort");
        assertThat(guest.get("/portal?show=unread").statusCode()).isEqualTo(200);
    }

    @Test
    void dataWithScriptsIsText() {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        String id = "hostile" + System.nanoTime();
        world.site(id, hostile, Locale.US, Map.of("brand_color", "#fff;}</style><script>", "logo", "javascript:x"));
        PortalWorld.Draft draft = PortalWorld.draft(id, "cohort", "2021-11-01");
        EditionView edition = world.add(
                new PortalWorld.Draft(id, "cohort", hostile, draft.issue(), draft.published(), draft.page()),
                new Headline(hostile, hostile, hostile, hostile));
        Guest guest = SharedPortal.reader(id, hostile);
        for (String path : new String[] {"/portal", "/portal/editions/" + edition.publicId()}) {
            assertThat(guest.get(path).body())
                    .doesNotContain("<script>", "<img src=x")
                    .contains("&lt;script&gt;");
        }
    }

    @Test
    void aPageStandsAloneUnderItsOwnPolicy() {
        EditionView edition = add("cohort", "2021-11-01");
        Guest guest = SharedPortal.reader(site, "42");
        HttpResponse<String> page = guest.get("/portal/editions/" + edition.publicId() + "/page");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().map())
                .containsEntry(
                        "Content-Security-Policy",
                        java.util.List.of(
                                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
                                        + "font-src data:; base-uri 'none'; form-action 'none'; sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox; "
                                        + "frame-ancestors 'self'"))
                .containsEntry("X-Content-Type-Options", java.util.List.of("nosniff"))
                .containsEntry("Referrer-Policy", java.util.List.of("no-referrer"))
                .containsEntry("Cache-Control", java.util.List.of("private, no-cache"));
        String stored = PortalWorld.page(site + " cohort 2021-11-01");
        assertThat(page.body().replaceFirst("<script>.*?</script>", "")).isEqualTo(stored);
        assertThat(page.body()).contains("<head><script>(()=>{");
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(guest.get("/portal/editions/" + edition.publicId() + "/page", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void saysSoWhereThePageCantBeHad() {
        PortalWorld.Draft draft = PortalWorld.draft(site, "cohort", "2021-11-01");
        EditionView edition =
                world.add(new PortalWorld.Draft(site, "cohort", "x", draft.issue(), draft.published(), ""));
        HttpResponse<String> page =
                SharedPortal.reader(site, "42").get("/portal/editions/" + edition.publicId() + "/page");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("지금은 리포트를 열 수 없습니다").doesNotContain("Exception");
    }

    @Test
    void turnsToThePreviousAndTheNextIssueOfTheSameReport() {
        EditionView first = add("cohort", "2021-10-18");
        EditionView second = add("cohort", "2021-10-25");
        add("channel", "2021-10-25");
        EditionView third = add("cohort", "2021-11-01");
        Guest guest = SharedPortal.reader(site, "42");
        assertThat(guest.get("/portal/editions/" + second.publicId()).body())
                .contains(
                        "href=\"/portal/editions/" + first.publicId() + "\" rel=\"prev\"",
                        "href=\"/portal/editions/" + third.publicId() + "\" rel=\"next\"",
                        "11월 [01주차]");
        assertThat(guest.get("/portal/editions/" + third.publicId()).body()).doesNotContain("rel=\"next\"");
    }

    @Test
    void takesAnAnswerAndSaysThanks() {
        EditionView edition = add("cohort", "2021-11-01");
        Guest guest = SharedPortal.reader(site, "42");
        String path = "/portal/editions/" + edition.publicId();
        String page = guest.get(path).body();
        Map<String, String> answer = Map.of(
                "token",
                Guest.hidden(page, "token"),
                "revision",
                Guest.hidden(page, "revision"),
                "useful",
                "yes",
                "comment",
                "좋아요 <script>alert(1)</script>");
        HttpResponse<String> sent = guest.post(
                path + "/answer", answer, "Origin", SharedPortal.server().url());
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).contains(path + "?answered=1#answer");
        String thanks = guest.get(path + "?answered=1").body();
        assertThat(thanks)
                .contains("<p class=\"thanks\" role=\"status\">", "value=\"yes\" checked", "좋아요 &lt;script&gt;")
                .doesNotContain("<script>alert");
        Map<String, String> later = new java.util.HashMap<>(answer);
        later.put("useful", "no");
        later.put("comment", "");
        assertThat(guest.post(path + "/answer", later, "X-Sent-By", "script").statusCode())
                .isEqualTo(204);
        assertThat(guest.get(path).body()).contains("value=\"no\" checked").doesNotContain("좋아요");
        Map<String, String> reading = Map.of(
                "token",
                Guest.hidden(page, "token"),
                "revision",
                Guest.hidden(page, "revision"),
                "ms",
                "99999999999",
                "depth",
                "400");
        assertThat(guest.post(path + "/reading", reading, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(204);
        Readings readings = SharedPortal.server().part(Readings.class);
        long revision = world.shown(edition).id();
        assertThat(SharedPortal.server()
                        .part(JdbcClient.class)
                        .sql("select depth from reading where revision_id = ? and kind = 'dwell' and dwell_ms = ?")
                        .params(revision, Duration.ofHours(2).toMillis())
                        .query(Integer.class)
                        .single())
                .isEqualTo(100);
        assertThat(readings.comments(1000)).noneMatch(c -> c.siteId().equals(site));
    }

    @Test
    void answersFromElsewhereAreRefused() {
        EditionView edition = add("cohort", "2021-11-01");
        Guest guest = SharedPortal.reader(site, "42");
        String path = "/portal/editions/" + edition.publicId();
        String page = guest.get(path).body();
        Map<String, String> good = Map.of(
                "token", Guest.hidden(page, "token"), "revision", Guest.hidden(page, "revision"), "useful", "yes");
        Map<String, String> othersToken = new java.util.HashMap<>(good);
        othersToken.put(
                "token", Guest.hidden(SharedPortal.reader(site, "43").get(path).body(), "token"));
        for (String where : new String[] {"/answer", "/reading"}) {
            assertThat(guest.post(path + where, good, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(guest.post(path + where, good, "Origin", "null").statusCode())
                    .isEqualTo(403);
            assertThat(guest.post(path + where, good, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(guest.post(path + where, good, "Sec-Fetch-Site", "same-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(guest.post(path + where, othersToken).statusCode()).isEqualTo(403);
            assertThat(guest.post(path + where, Map.of("useful", "yes")).statusCode())
                    .isEqualTo(403);
            assertThat(SharedPortal.guest().post(path + where, good).statusCode())
                    .isEqualTo(403);
        }
        assertThat(guest.get(path).body()).doesNotContain("checked");
        Optional<Readings.Answer> kept = SharedPortal.server()
                .part(Readings.class)
                .answer(world.shown(edition).id(), 1);
        assertThat(kept).isEmpty();
    }

    @Test
    void errorsAreCalmAndWithoutDetail() {
        Guest guest = SharedPortal.reader(site, "42");
        for (String path :
                new String[] {"/nothing", "/portal/nothing", "/assets/nothing.css", "/portal/editions/x;y"}) {
            HttpResponse<String> answer = guest.get(path, "Accept-Language", "ko");
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.body())
                    .as(path)
                    .contains("<html lang=\"ko\">")
                    .doesNotContain("Exception", "springframework");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .isPresent();
        }
        assertThat(guest.get("/nothing", "Accept-Language", "de, en;q=0.5").body())
                .contains("There is no such page");
        assertThat(guest.send("DELETE", "/portal", "").statusCode()).isEqualTo(405);
        HttpResponse<String> outside = guest.get("/assets/..%2F..%2Fapplication.yaml");
        assertThat(outside.statusCode()).isEqualTo(400);
        assertThat(outside.body()).doesNotContain("Exception", "Tomcat/");
        assertThat(guest.get("/api/v1/nothing").body()).isEqualTo("{\"status\":404,\"error\":\"not found\"}");
    }

    @Test
    void assetsAreKeptForAYearUnderTheAddressThatPagesUse() {
        Guest guest = SharedPortal.reader(site, "42");
        String list = guest.get("/portal").body();
        String css = list.replaceAll("(?s).*href=\"(/assets/portal\\.css\\?v=\\w+)\".*", "$1");
        assertThat(guest.get(css).headers().firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(guest.get("/assets/portal.css?v=old").headers().firstValue("Cache-Control"))
                .contains("no-cache");
        assertThat(guest.get("/favicon.ico").headers().firstValue("Content-Type"))
                .contains("image/svg+xml");
        assertThat(guest.get("/").headers().firstValue("Location")).contains("/portal");
    }
}

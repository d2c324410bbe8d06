package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.site.Sites;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class UnsubscribeTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String KEY = "a-key-of-thirty-two-letters-at-least";
    private static final String RIGHT = "Bearer " + KEY;
    private static final String BOUNCE = "{\"address\": \"Choi@example.com\", \"reason\": \"complained\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private BroadsheetServer server;
    private JdbcClient jdbc;
    private Deliveries deliveries;
    private String choi;

    @BeforeAll
    void start(@TempDir Path folder) {
        Path shop = ShopProject.in(folder, "server: { api-key: \"" + KEY + "\" }\n");
        server = BroadsheetServer.start(
                ServerOptions.of(shop).withPort(0).withRoles(Set.of(ServerRole.WEB)), InstantSource.system(), Map.of());
        jdbc = server.part(JdbcClient.class);
        deliveries = server.part(Deliveries.class);
        server.part(Sites.class).synchronise();
        jdbc.sql("update site set name = 'Alpha <b>' where id = 'a1'").update();
        choi = "/u/" + recipient("choi@example.com");
        jdbc.sql("""
                insert into recipient (public_id, site_id, address, name, origin, active, created_at) \
                select 'CHOI-AT-ALPHA', 'a1', address, name, 'api', true, created_at from recipient where site_id = 'b2'""").update();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void begin() {
        jdbc.sql("delete from suppression").update();
    }

    private String recipient(String address) {
        return jdbc.sql("select public_id from recipient where address = ?")
                .param(address)
                .query(String.class)
                .single();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)));
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private List<String> suppressed() {
        return deliveries.suppressions().stream()
                .map(s -> s.siteId() + " " + s.address() + " " + s.reason())
                .sorted()
                .toList();
    }

    @Test
    void getAsksAndDoesNothing() throws Exception {
        HttpResponse<String> page = get(choi);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("분석 리포트 메일을 그만 받으시겠어요?")
                .contains("ch***@example.com")
                .doesNotContain("choi@example.com</p>")
                .contains("method=\"post\"");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        send(HttpRequest.newBuilder(URI.create(server.url() + choi)).HEAD());
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void oneClickActsAtOnceForThisSiteOnly() throws Exception {
        HttpResponse<String> done = post(choi, FORM, "List-Unsubscribe=One-Click");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("더는 메일을 보내지 않아요").contains("다시 받기");
        assertThat(suppressed()).containsExactly("b2 choi@example.com unsubscribed");
        post(choi, "multipart/form-data; boundary=x", "--x--");
        post(choi, FORM, "");
        assertThat(suppressed()).hasSize(1);
        assertThat(get(choi).body()).contains("더는 메일을 보내지 않아요");
    }

    @Test
    void whoLeftMayComeBack() throws Exception {
        post(choi, FORM, "");
        assertThat(post(choi + "/again", FORM, "").body()).contains("다시 메일을 보내 드릴게요");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void whatBouncedIsNotLiftedByALink() throws Exception {
        deliveries.suppress("b2", "choi@example.com", "bounced", "mail server");
        assertThat(get(choi).body()).contains("이 주소로는 메일을 보내고 있지 않아요").contains("broadsheet@localhost");
        assertThat(post(choi + "/again", FORM, "").body()).contains("이 주소로는 메일을 보내고 있지 않아요");
        assertThat(suppressed()).containsExactly("b2 choi@example.com bounced");
    }

    @Test
    void speaksTheSitesLanguageAndShowsItsNameAsText() throws Exception {
        assertThat(get("/u/" + recipient("ann@example.com")).body())
                .contains("Stop the report mails?")
                .contains("Alpha &lt;b&gt;");
    }

    @Test
    void knowsNobodyElse() throws Exception {
        assertThat(get("/u/nobody").statusCode()).isEqualTo(404);
        assertThat(post("/u/nobody", FORM, "").statusCode()).isEqualTo(404);
        assertThat(post("/u/nobody/again", FORM, "").statusCode()).isEqualTo(404);
        assertThat(get("/u/test").body()).contains("This was a test mail");
    }

    private HttpResponse<String> report(String key, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/suppressions"))
                .header("Authorization", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void thereIsNoApiWithoutAKey(@TempDir Path folder) throws Exception {
        try (BroadsheetServer keyless = BroadsheetServer.start(
                ServerOptions.of(ShopProject.in(folder, "")).withPort(0).withRoles(Set.of(ServerRole.WEB)))) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(URI.create(keyless.url() + "/api/v1/suppressions"))
                            .header("Authorization", "Bearer ")
                            .POST(HttpRequest.BodyPublishers.ofString(BOUNCE)));
            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theApiOpensToItsKeyOnly() throws Exception {
        for (String key : List.of("Bearer ", "Bearer a-key", RIGHT + "x", "Basic " + KEY, KEY)) {
            assertThat(report(key, BOUNCE).statusCode()).isEqualTo(401);
        }
        assertThat(post("/api/v1/suppressions", "application/json", BOUNCE).statusCode())
                .isEqualTo(401);
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void aProvidersReportHoldsForEverySiteThatHasTheAddress() throws Exception {
        HttpResponse<String> answer = report(RIGHT, BOUNCE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"a1\"").contains("\"b2\"");
        assertThat(suppressed()).containsExactly("a1 choi@example.com complained", "b2 choi@example.com complained");
    }

    @Test
    void aReportMayNameItsSite() throws Exception {
        assertThat(report(RIGHT, "{\"address\": \"choi@example.com\", \"site\": \"a1\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(suppressed()).containsExactly("a1 choi@example.com bounced");
        assertThat(report(RIGHT, "{\"address\": \"x@y.example\", \"site\": \"a1\"}")
                        .body())
                .isEqualTo("{\"sites\":[]}");
    }

    @Test
    void saysWhatIsWrongWithAReport() throws Exception {
        for (String body : List.of(
                "",
                "[]",
                "{",
                "null",
                "{}",
                "{\"address\": 7, \"reason\": []}",
                "{\"address\": \"a@b.c\", \"reason\": \"x\"}",
                "{\"address\": \"" + "a".repeat(20_000) + "\"}")) {
            assertThat(report(RIGHT, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(suppressed()).isEmpty();
    }
}

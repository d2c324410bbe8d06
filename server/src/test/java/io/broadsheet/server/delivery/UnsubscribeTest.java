package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.site.Sites;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/// The module's pages and its API over HTTP, without the modules that others write.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class UnsubscribeTest {
    /// No component, so that no other test's server finds it and goes without its tables.
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @ComponentScan(basePackageClasses = Pages.class)
    @Import({UnsubscribePages.class, DeliverySecurity.class})
    static class Web {}

    private final HttpClient http = HttpClient.newHttpClient();
    private StateDatabase state;
    private SuppressionList suppressions;
    private final AtomicReference<Optional<String>> apiKey = new AtomicReference<>(Optional.empty());
    private ConfigurableApplicationContext context;
    private String url;

    @BeforeAll
    void start(@TempDir Path folder) {
        state = StateDatabase.h2(folder);
        suppressions = new SuppressionList(state.jdbc(), state);
        SpringApplication application = new SpringApplication(Web.class);
        application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1"));
        application.addInitializers(c -> {
            GenericApplicationContext beans = (GenericApplicationContext) c;
            beans.registerBean(Sites.class, () -> new LedgerSites(state));
            beans.registerBean(SuppressionList.class, () -> suppressions);
            beans.registerBean(MimeMail.class, () -> new MimeMail(MailProcess.SPEC, state));
            beans.registerBean(SuppressionApi.class, () -> new SuppressionApi(apiKey::get, suppressions));
        });
        context = application.run();
        url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    void stop() {
        context.close();
        state.close();
    }

    @BeforeEach
    void begin() {
        state.clear();
        apiKey.set(Optional.of("the-key"));
        state.site("b2", "아틀리에", "ko");
        state.site("a1", "Alpha <b>", "en");
        state.recipient("b2", "choi@example.com", "최");
        state.recipient("a1", "choi@example.com", "Choi");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private List<String> suppressed() {
        return state.texts("select concat(site_id, ' ', address, ' ', reason) from suppression order by 1");
    }

    private static final String ID = "/u/R-b2-choi@example.com";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void getAsksAndDoesNothing() throws Exception {
        HttpResponse<String> page = get(ID);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("분석 리포트 메일을 그만 받으시겠어요?")
                .contains("ch…@example.com")
                .doesNotContain("choi@example.com</p>")
                .contains("method=\"post\"");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        send(HttpRequest.newBuilder(URI.create(url + ID)).HEAD());
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void oneClickActsAtOnceForThisSiteOnly() throws Exception {
        HttpResponse<String> done = post(ID, FORM, "List-Unsubscribe=One-Click");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("더는 메일을 보내지 않아요").contains("다시 받기");
        assertThat(suppressed()).containsExactly("b2 choi@example.com unsubscribed");
        post(ID, "multipart/form-data; boundary=x", "--x--");
        post(ID, FORM, "");
        assertThat(suppressed()).hasSize(1);
        assertThat(get(ID).body()).contains("더는 메일을 보내지 않아요");
    }

    @Test
    void whoLeftMayComeBack() throws Exception {
        post(ID, FORM, "");
        assertThat(post(ID + "/again", FORM, "").body()).contains("다시 메일을 보내 드릴게요");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void whatBouncedIsNotLiftedByALink() throws Exception {
        suppressions.add("b2", "choi@example.com", "bounced", "mail server");
        assertThat(get(ID).body()).contains("이 주소로는 메일을 보내고 있지 않아요").contains("report@divers.example");
        assertThat(post(ID + "/again", FORM, "").body()).contains("이 주소로는 메일을 보내고 있지 않아요");
        assertThat(suppressed()).containsExactly("b2 choi@example.com bounced");
    }

    @Test
    void speaksTheSitesLanguageAndShowsItsNameAsText() throws Exception {
        assertThat(get("/u/R-a1-choi@example.com").body())
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
        return send(HttpRequest.newBuilder(URI.create(url + "/api/v1/suppressions"))
                .header("Authorization", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static final String BOUNCE = "{\"address\": \"Choi@example.com\", \"reason\": \"complained\"}";

    @Test
    void thereIsNoApiWithoutAKey() throws Exception {
        apiKey.set(Optional.empty());
        assertThat(report("Bearer ", BOUNCE).statusCode()).isEqualTo(404);
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void theApiOpensToItsKeyOnly() throws Exception {
        for (String key : List.of("Bearer ", "Bearer the-ke", "Bearer the-key2", "Basic the-key", "the-key")) {
            assertThat(report(key, BOUNCE).statusCode()).isEqualTo(401);
        }
        assertThat(post("/api/v1/suppressions", "application/json", BOUNCE).statusCode())
                .isEqualTo(401);
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void aProvidersReportHoldsForEverySiteThatHasTheAddress() throws Exception {
        HttpResponse<String> answer = report("Bearer the-key", BOUNCE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"a1\"").contains("\"b2\"");
        assertThat(suppressed()).containsExactly("a1 choi@example.com complained", "b2 choi@example.com complained");
    }

    @Test
    void aReportMayNameItsSite() throws Exception {
        assertThat(report("Bearer the-key", "{\"address\": \"choi@example.com\", \"site\": \"a1\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(suppressed()).containsExactly("a1 choi@example.com bounced");
        assertThat(report("Bearer the-key", "{\"address\": \"x@y.example\", \"site\": \"a1\"}")
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
            assertThat(report("Bearer the-key", body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(suppressed()).isEmpty();
    }
}

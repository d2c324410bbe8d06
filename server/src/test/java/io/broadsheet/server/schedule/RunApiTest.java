package io.broadsheet.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.ServerRole;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.project.ApiKey;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.testing.MovedClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// The API alone over the module: who may come in at all is another module's and tested there.
class RunApiTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String EXCLUDED = String.join(
            ",",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // each test serves first
    private Rig rig;

    @SuppressWarnings("NullAway.Init")
    private ConfigurableApplicationContext web;

    @EnableAutoConfiguration
    static class Web {}

    private void serve(String yaml) {
        Path project = ShopProject.in(folder, yaml);
        rig = new Rig(
                H2LedgerTest.inFile(folder),
                project,
                new MovedClock("2021-11-01T00:00:00Z"),
                Set.of(ServerRole.WEB),
                2);
        SpringApplication application = new SpringApplication(Web.class, RunApi.class);
        application.addInitializers((GenericApplicationContext context) -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of(
                                    "server.port",
                                    0,
                                    "server.address",
                                    "127.0.0.1",
                                    "spring.autoconfigure.exclude",
                                    EXCLUDED)));
            context.registerBean(Runs.class, rig::runs);
            context.registerBean(ServedProject.class, rig::project);
            context.registerBean(ApiKey.class, () -> new ApiKey(rig.project()));
            context.registerBean(InstantSource.class, () -> new MovedClock("2021-11-01T00:00:00Z"));
        });
        web = application.run();
    }

    private void serveWithKey() {
        serve("\nserver: { api-key: " + KEY + " }\n");
    }

    @AfterEach
    void stop() {
        web.close();
        rig.close();
    }

    private HttpResponse<String> send(String method, String path, String authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + web.getEnvironment().getProperty("local.server.port") + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String body) {
        return send("POST", "/api/v1/runs", "Bearer " + KEY, body);
    }

    @Test
    void aSchedulerOutsideBeginsARunAndAsksUntilItHasEnded() {
        serveWithKey();
        HttpResponse<String> begun = post(
                "{\"reports\": [\"weekly\"], \"sites\": [\"a1\", \"b2\"], \"date\": \"2021-11-01\", \"mail\": false}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(begun.body())
                .contains("\"state\":\"waiting\"", "\"kind\":\"manual\"", "\"mail\":false", "\"pending\":2");
        String path = begun.headers().firstValue("Location").orElseThrow();
        rig.work();
        HttpResponse<String> ended = send("GET", path, "Bearer " + KEY, "");
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body())
                .contains(
                        "\"state\":\"succeeded\"",
                        "\"ended\":true",
                        "\"published\":2",
                        "\"site\":\"a1\",\"report\":\"weekly\",\"period_start\":\"2021-10-25\"");
    }

    @Test
    void aBackfillMailsNobodyUnlessItIsAskedTo() {
        serveWithKey();
        assertThat(post("{\"kind\": \"backfill\", \"date\": \"2021-10-25\"}").body())
                .contains("\"kind\":\"backfill\"", "\"mail\":false", "\"pending\":6");
        assertThat(post("{\"kind\": \"backfill\", \"date\": \"2021-10-25\", \"mail\": true}")
                        .body())
                .contains("\"mail\":true");
    }

    @Test
    void saysAllThatIsWrongWithARequest() {
        serveWithKey();
        HttpResponse<String> refused =
                post("{\"kind\": \"often\", \"date\": \"soon\", \"mail\": \"yes\", \"report\": [], \"sites\": []}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "unknown: report",
                        "kind is manual or backfill",
                        "sites is empty",
                        "date is a day such as 2021-11-01",
                        "mail is true or false");
        assertThat(post("{\"reports\": [\"wekly\"]}").body()).contains("no report is named 'wekly'");
        assertThat(post("[").statusCode()).isEqualTo(400);
        assertThat(post("[1]").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/api/v1/runs/nothing", "Bearer " + KEY, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodyComesInWithoutTheKey() {
        serveWithKey();
        String path = "/api/v1/runs/"
                + rig.runs()
                        .start(RunOrder.read(Map.of(), java.time.Instant.EPOCH, java.time.ZoneOffset.UTC))
                        .publicId();
        for (String wrong : new String[] {"", "Bearer", "Bearer ", "Bearer " + KEY + "x", "Basic " + KEY, KEY}) {
            assertThat(send("GET", path, wrong, "").statusCode()).as(wrong).isEqualTo(401);
            assertThat(send("POST", "/api/v1/runs", wrong, "{}").statusCode())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(rig.runs().latest(10)).hasSize(1);
    }

    @Test
    void withoutAKeyThereIsNoApi() {
        serve("");
        assertThat(send("POST", "/api/v1/runs", "Bearer ", "{}").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/runs/x", "Bearer " + KEY, "").statusCode())
                .isEqualTo(404);
    }
}

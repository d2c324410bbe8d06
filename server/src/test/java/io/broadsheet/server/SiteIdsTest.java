package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.testing.Eventually;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A site's id is whatever the company calls its shops: each of these is served everywhere as any other is.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SiteIdsTest {
    static final List<String> IDS = List.of(
            "a/b", "a/../b", "..", ".", "/", "two words", "한글", "50%", "a%2Fb", "x;y=z", "a\\b", "q?r&s=t#u", "+1");

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private BroadsheetServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        int port = DiversWeek.freePort();
        Path project =
                ShopProject.in(folder, "server: { url: \"http://localhost:" + port + "\", api-key: " + KEY + " }\n");
        StringBuilder sites = new StringBuilder("id,name,locale,timezone,currency,recipients\n");
        StringBuilder visits = new StringBuilder("site_id,day,visits,orders\n");
        for (String id : IDS) {
            sites.append("%s,Shop %s,en,Asia/Seoul,USD,\n".formatted(id, id));
            for (int day = 0; day < 14; day++) {
                visits.append(
                        "%s,%s,100,5\n".formatted(id, LocalDate.of(2021, 10, 18).plusDays(day)));
            }
        }
        Files.writeString(project.resolve("sites.csv"), sites);
        Files.writeString(project.resolve("data/visits.csv"), visits);
        server = BroadsheetServer.start(
                ServerOptions.of(project)
                        .withHome(folder.resolve("home"))
                        .withPort(port)
                        .openToThisMachine(),
                InstantSource.system(),
                Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /// A person with a browser, or the host application.
    private final class Client {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        HttpResponse<String> send(String method, String path, String type, String body) {
            try {
                return http.send(
                        HttpRequest.newBuilder(URI.create(server.url() + path))
                                .header("Authorization", "Bearer " + KEY)
                                .header("Content-Type", type)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        String ok(String method, String path, String body) {
            HttpResponse<String> answer = send(method, path, "application/json", body);
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isBetween(200, 299);
            return answer.body();
        }

        String page(String path) {
            return ok("GET", path, "");
        }
    }

    private RunSummary ended(String run) {
        Runs runs = server.part(Runs.class);
        Eventually.is(
                "the run ended", () -> runs.find(run).orElseThrow().state().isEnd());
        return runs.find(run).orElseThrow();
    }

    private void run(String id) {
        String order = JSON.writeValueAsString(
                Map.of("reports", List.of("weekly"), "sites", List.of(id), "date", "2021-11-01"));
        JsonNode run = JSON.readTree(new Client().ok("POST", "/api/v1/runs", order));
        assertThat(ended(run.path("id").asString()).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @ParameterizedTest
    @FieldSource("IDS")
    void theApiListsItsEditionsAndLetsAReaderInto(String id) {
        run(id);
        JsonNode list = JSON.readTree(new Client().ok("GET", "/api/v1/editions?reader=42&site=" + encoded(id), ""));
        assertThat(list.path("site").asString()).isEqualTo(id);
        assertThat(list.path("editions").size()).isOne();
        String edition = list.path("editions").get(0).path("url").asString();
        JsonNode entry = JSON.readTree(new Client()
                .ok(
                        "POST",
                        "/api/v1/enter?site=" + encoded(id),
                        JSON.writeValueAsString(Map.of(
                                "user",
                                "42",
                                "edition",
                                list.path("editions").get(0).path("id").asString()))));
        Client reader = new Client();
        reader.page(URI.create(entry.path("url").asString()).getPath() + "?"
                + URI.create(entry.path("url").asString()).getRawQuery());
        assertThat(reader.page(URI.create(edition).getPath())).contains("<iframe");
        assertThat(reader.page(URI.create(edition).getPath() + "/page")).contains("Weekly visits");
    }

    @ParameterizedTest
    @FieldSource("IDS")
    void theApiPutsItAndItsRecipients(String id) {
        Client host = new Client();
        String made = id + " of the API";
        JsonNode site = JSON.readTree(host.ok("PUT", "/api/v1/sites?id=" + encoded(made), "{\"name\":\"New\"}"));
        assertThat(site.path("id").asString()).isEqualTo(made);
        assertThat(host.ok("PUT", "/api/v1/recipients?site=" + encoded(made), "[{\"address\":\"a@example.com\"}]"))
                .contains("a@example.com");
        assertThat(host.ok("PUT", "/api/v1/sites?id=" + encoded(made), "{\"name\":\"New\",\"active\":false}"))
                .contains("\"active\":false");
    }

    @ParameterizedTest
    @FieldSource("IDS")
    void theConsoleShowsItAndRunsItNow(String id) {
        Client team = new Client();
        String sites = team.page("/console/sites");
        assertThat(sites).contains("href=\"/console/site?id=" + encoded(id) + "\"");
        String runs = team.page("/console/runs");
        Matcher csrf = CSRF.matcher(runs);
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> begun = team.send(
                "POST",
                "/console/runs",
                "application/x-www-form-urlencoded",
                "_csrf=" + encoded(csrf.group(1)) + "&reports=weekly&date=2021-11-01&site=" + encoded(id));
        assertThat(begun.statusCode()).isEqualTo(200);
        assertThat(begun.uri().getPath()).startsWith("/console/runs/");
        assertThat(ended(begun.uri().getPath().replaceFirst(".*/", "")).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(team.page(begun.uri().getPath())).contains("href=\"/console/site?id=" + encoded(id) + "\"");
        assertThat(team.page("/console/site?id=" + encoded(id)))
                .contains("Visits")
                .contains("2021");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "한글", "+1"})
    void aPlainOneMayStandInThePathToo(String id) {
        run(id);
        assertThat(new Client()
                        .ok("GET", "/api/v1/sites/" + encoded(id).replace("+", "%20") + "/editions?reader=42", ""))
                .contains("\"site\":\"" + id + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a/../b", "..", "50%", "a%2Fb", "x;y=z", "a\\b"})
    void inThePathTheOthersAreRefusedAndNeverTakenForAnother(String id) {
        HttpResponse<String> answer = new Client()
                .send(
                        "GET",
                        "/api/v1/sites/" + encoded(id).replace("+", "%20") + "/editions?reader=42",
                        "application/json",
                        "");
        assertThat(answer.statusCode()).isBetween(400, 404);
    }
}

package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.schedule.TwoHundred;
import io.broadsheet.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What deploy/compose.yaml puts together, as plain processes: one for the web, one for schedules, two for work, which
/// share a database and a store and nothing else.
@Timeout(180)
class PlainProcessesTest {
    private static final String KEY = "a-key-of-the-api-that-is-long-enough";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ServeProcess> processes = new ArrayList<>();

    @Test
    void oneWebProcessOneSchedulerAndTwoWorkersDoAWeekTogether() throws Exception {
        try (Surroundings around = new Surroundings()) {
            int web = DiversWeek.freePort();
            Path project = TwoHundred.in(folder, withKey(around.yaml(web)), 6);
            begin(project, "web", web);
            Eventually.is("the web process answers", Eventually.MINUTE, () -> answers(web));
            begin(project, "scheduler", 0);
            begin(project, "worker", 0);
            begin(project, "worker", 0);
            String run = order(web);
            Eventually.is(
                    "the run ended", Eventually.MINUTE, () -> runs(web, run).contains("\"succeeded\""));
            Map<String, Long> all = new TreeMap<>();
            for (int i = 0; i < 6; i++) {
                all.put("team-s00" + i + "@example.com", 1L);
            }
            Eventually.is("everybody has a mail", () -> around.received().size() == 6);
            assertThat(around.received()).isEqualTo(all);
            assertThat(processes).allMatch(ServeProcess::isAlive);
            assertThat(Files.readString(folder.resolve("log"))).doesNotContain(KEY, "test-secret-of-the-store");
        } finally {
            processes.forEach(ServeProcess::close);
        }
    }

    private static String withKey(String yaml) {
        return yaml.replace("server: { ", "server: { api-key: \"" + KEY + "\", ");
    }

    private void begin(Path project, String role, int port) {
        processes.add(new ServeProcess(
                project, role, port, folder.resolve("home" + processes.size()), folder.resolve("log")));
    }

    private boolean answers(int port) {
        try {
            return send(port, HttpRequest.newBuilder().GET(), "/actuator/health/readiness")
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String order(int port) throws IOException {
        String body = "{\"kind\": \"manual\", \"date\": \"2021-11-01\", \"mail\": true}";
        HttpResponse<String> answer = send(
                port,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                "/api/v1/runs");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return DiversWeek.first("(?<=\"id\":\")[^\"]+", answer.body());
    }

    private String runs(int port, String run) {
        try {
            return send(port, HttpRequest.newBuilder().GET(), "/api/v1/runs/" + run)
                    .body();
        } catch (IOException e) {
            return "";
        }
    }

    private HttpResponse<String> send(int port, HttpRequest.Builder request, String path) throws IOException {
        try {
            return http.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + KEY)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

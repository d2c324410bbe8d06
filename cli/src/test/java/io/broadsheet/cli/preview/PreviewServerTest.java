package io.broadsheet.cli.preview;

import static io.broadsheet.cli.preview.WrittenProject.BODY;
import static io.broadsheet.cli.preview.WrittenProject.FRONT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class PreviewServerTest {
    @TempDir
    Path folder;

    private WrittenProject project;
    private Preview preview;
    private PreviewClient client;

    @BeforeEach
    void start() {
        project = new WrittenProject(folder);
        preview = project.preview();
        client = new PreviewClient(preview);
    }

    @AfterEach
    void end() {
        client.close();
        preview.close();
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(n -> n.get(field).asString()).toList();
    }

    private static String page(JsonNode shown) {
        return "/page/" + shown.get("page").get("id").asString();
    }

    private static List<String> run(JsonNode shown) {
        return shown.get("timings")
                .valueStream()
                .filter(t -> t.get("part").asString().equals("query"))
                .map(t -> t.get("name").asString())
                .toList();
    }

    @Test
    void showsWhatCanBeChosenAndThePage() {
        try (PreviewClient.Events events = client.events("")) {
            JsonNode shown = events.next();
            assertThat(shown.get("project").asString()).isEqualTo("shop");
            assertThat(texts(shown.get("reports"), "name")).containsExactly("other", "visits");
            assertThat(texts(shown.get("reports"), "period")).containsExactly("month", "week");
            assertThat(texts(shown.get("sites"), "id")).containsExactly("1", "2");
            JsonNode choice = shown.get("choice");
            assertThat(choice.get("report").asString()).isEqualTo("visits");
            assertThat(choice.get("site").asString()).isEqualTo("1");
            assertThat(choice.get("date").asString()).isEqualTo("2021-11-01");
            assertThat(texts(shown.get("parameters"), "name")).containsExactly("least", "channel");
            assertThat(texts(shown.get("parameters"), "type")).containsExactly("integer", "text");
            assertThat(shown.get("outcome").asString()).isEqualTo("ready");
            assertThat(client.get(page(shown)).body()).contains("The last week brought 7.", "<svg");
        }
    }

    @Test
    void makesThePageThatIsChosen() {
        try (PreviewClient.Events events =
                client.events("report=visits&site=2&date=2021-11-08&p.least=2&p.unknown=x")) {
            JsonNode shown = events.next();
            assertThat(shown.get("choice").get("given").toString()).isEqualTo("{\"least\":\"2\"}");
            assertThat(shown.get("period").get("start").asString()).isEqualTo("2021-11-01");
            assertThat(client.get(page(shown)).body())
                    .contains("The last week brought 4.", "&lt;img src=x")
                    .doesNotContain("<img src=x");
        }
    }

    @Test
    void showsTheNewPageAtASaveWithoutRunningQueries() {
        try (PreviewClient.Events events = client.events("")) {
            JsonNode first = events.next();
            assertThat(run(first)).containsExactly("weekly");
            project.saveByRename("reports/visits/report.md", FRONT + BODY + "\nNew words.\n");
            JsonNode second = events.next();
            assertThat(run(second)).isEmpty();
            assertThat(page(second)).isNotEqualTo(page(first));
            assertThat(client.get(page(second)).body()).contains("New words.");
        }
    }

    @Test
    void readsDataAgainWhenItChangesAndWhenItIsTold() {
        try (PreviewClient.Events events = client.events("")) {
            events.next();
            project.write("data/visits.csv", "site,week,visitors\n1,2021-10-25,77\n");
            JsonNode changed = events.next(s -> !run(s).isEmpty());
            assertThat(client.get(page(changed)).body()).contains("brought 77.");
            HttpResponse<String> again = client.send(client.request("/api/again")
                    .header(Guard.TOKEN_HEADER, client.token)
                    .POST(BodyPublishers.noBody())
                    .build());
            assertThat(again.statusCode()).isEqualTo(204);
            JsonNode told = events.next(s -> !run(s).isEmpty());
            // The same bytes are the same page.
            assertThat(page(told)).isEqualTo(page(changed));
        }
    }

    @Test
    void keepsTheLastGoodPageBehindAProblem() {
        try (PreviewClient.Events events = client.events("")) {
            JsonNode good = events.next();
            project.report(FRONT + BODY.replace("y: visitors", "y: visitrs"));
            JsonNode bad = events.next(s -> s.get("problems").size() > 0);
            assertThat(bad.get("outcome").asString()).isEqualTo("failed");
            assertThat(page(bad)).isEqualTo(page(good));
            assertThat(bad.get("stale").asBoolean()).isTrue();
            JsonNode problem = bad.get("problems").get(0);
            assertThat(problem.get("code").asString()).isEqualTo("unknown-column");
            assertThat(problem.get("file").asString()).isEqualTo("reports/visits/report.md");
            assertThat(problem.get("frame").get("before").asString()).isEqualTo("y: ");
            assertThat(problem.get("frame").get("marked").asString()).isEqualTo("visitrs");
            assertThat(problem.get("hint").asString()).contains("Did you mean visitors?");
            // What could be made may be looked at too.
            assertThat(client.get("/page/" + bad.get("partial").asString()).statusCode())
                    .isEqualTo(200);
            project.report(FRONT + BODY);
            JsonNode well = events.next(s -> s.get("problems").isEmpty());
            assertThat(well.get("stale").asBoolean()).isFalse();
            assertThat(well.get("outcome").asString()).isEqualTo("ready");
        }
    }

    @Test
    void tellsWhatIsExpectedInVain() {
        project.report(FRONT.replace("title:", "expect:\n  - { query: weekly, rows: \">= 100\" }\ntitle:") + BODY);
        try (PreviewClient.Events events = client.events("")) {
            JsonNode shown = events.next(s -> s.get("unmet").size() == 1);
            assertThat(shown.get("outcome").asString()).isEqualTo("held");
            assertThat(shown.get("unmet").get(0).get("text").asString())
                    .contains("error[unmet-expectation]: weekly: rows >= 100", "found: 3 rows");
            assertThat(shown.get("page").isNull()).isFalse();
        }
    }

    @Test
    void livesThroughAllThatCanBeDoneToFiles() {
        try (PreviewClient.Events events = client.events("")) {
            String good = page(events.next());
            project.write("broadsheet.yaml", "name: [\n");
            JsonNode broken = events.next(s -> s.get("problems").size() > 0);
            assertThat(texts(broken.get("problems"), "file")).contains("broadsheet.yaml");
            assertThat(page(broken)).isEqualTo(good);
            project.delete("broadsheet.yaml");
            JsonNode none = events.next(s -> texts(s.get("problems"), "code").contains("no-project"));
            assertThat(page(none)).isEqualTo(good);
            project.write(
                    "broadsheet.yaml",
                    "name: shop\nlocale: en\ntimezone: Asia/Seoul\nsites: sites.csv\nsources:\n  files: { path: data }\n");
            events.next(s -> s.get("problems").isEmpty());
            project.move("reports/visits", "reports/renamed");
            JsonNode gone = events.next(s -> texts(s.get("problems"), "code").contains("unknown-report"));
            assertThat(texts(gone.get("reports"), "name")).containsExactly("other", "renamed");
            assertThat(page(gone)).isEqualTo(good);
            project.move("reports/renamed", "reports/visits");
            events.next(s -> s.get("problems").isEmpty());
            project.report(FRONT + BODY.replace("select week", "selec week"));
            events.next(s -> texts(s.get("problems"), "code").contains("bad-sql"));
            project.report("---\ntitle: half\nparams: {");
            events.next(s -> s.get("problems").size() > 0);
            project.write("sites.csv", "id,name\n1,Uno\n").report(FRONT + BODY);
            JsonNode well = events.next(
                    s -> s.get("problems").isEmpty() && s.get("siteCount").asInt() == 1);
            assertThat(client.get(page(well)).body()).contains("Uno");
        }
    }

    @Test
    void beginsWithAProjectThatIsBroken() {
        project.write("broadsheet.yaml", "name: [\n");
        try (Preview other = project.preview();
                PreviewClient its = new PreviewClient(other);
                PreviewClient.Events events = its.events("")) {
            JsonNode shown = events.next();
            assertThat(shown.get("page").isNull()).isTrue();
            assertThat(shown.get("problems").size()).isPositive();
        }
    }

    @Test
    void stopsAQueryWithoutEndWhenSomethingIsSaved() {
        try (PreviewClient.Events events = client.events("")) {
            events.next();
            project.report(FRONT
                    + BODY.replace(
                            "select week, visitors from visits where",
                            "select week, visitors from visits, range(100000000000) a, range(100000000) b where"
                                    + " a.range % 7 = b.range % 5 and"));
            project.report(FRONT + BODY + "\nAfter the endless one.\n");
            JsonNode shown = events.next(s ->
                    s.get("problems").isEmpty() && client.get(page(s)).body().contains("After the endless one."));
            assertThat(shown.get("outcome").asString()).isEqualTo("ready");
        }
    }

    @Test
    void givesTheRowsOfAQuery() {
        try (PreviewClient.Events events = client.events("")) {
            JsonNode shown = events.next();
            assertThat(shown.get("queries").toString()).contains("\"weekly\"").contains("3");
            String of = "of=" + shown.get("made").asString() + "&query=weekly";
            JsonNode rows = PreviewClient.json(
                    client.api("rows?" + of + "&from=1&count=1").body());
            assertThat(rows.get("total").asInt()).isEqualTo(3);
            assertThat(texts(rows.get("columns"), "type")).containsExactly("date", "integer");
            assertThat(rows.get("rows").toString()).isEqualTo("[[\"2021-10-18\",\"8\"]]");
            assertThat(client.api("rows?" + of + "&from=-5&count=x").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> csv = client.api("csv?" + of);
            assertThat(csv.body()).startsWith("\uFEFFweek,visitors\r\n2021-10-11,7\r\n");
            assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                    .isEqualTo("attachment; filename*=UTF-8''weekly.csv");
            assertThat(client.api("rows?of=x&query=weekly").statusCode()).isEqualTo(404);
            assertThat(client.api("rows?" + of + "x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void findsSites() {
        try (PreviewClient.Events events = client.events("")) {
            events.next();
            assertThat(texts(PreviewClient.json(client.api("sites?search=SRC").body()), "id"))
                    .containsExactly("2");
        }
    }

    @Test
    void letsNothingInFromElsewhere() {
        HttpResponse<String> shell = client.get("");
        assertThat(shell.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'");
        for (String header : List.of("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")) {
            assertThat(shell.headers().firstValue(header)).as(header).isPresent();
        }
        assertThat(shell.body()).doesNotContain("http:").doesNotContain("https:");
        try (PreviewClient.Events events = client.events("")) {
            HttpResponse<String> page = client.get(page(events.next()));
            String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy)
                    .startsWith("sandbox allow-scripts")
                    .contains("default-src 'none'")
                    .doesNotContain("allow-same-origin")
                    .doesNotContain("connect-src");
        }
    }

    @Test
    void asksForTheTokenAndTheOrigin() {
        assertThat(client.get("/api/events").statusCode()).isEqualTo(403);
        assertThat(client.get("/api/sites?token=00").statusCode()).isEqualTo(403);
        assertThat(client.send(client.request("/api/again")
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.api("again").statusCode()).as("get").isEqualTo(405);
        for (String[] header :
                new String[][] {{"Origin", "http://evil.example"}, {"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}
                }) {
            assertThat(client.send(client.request("/api/sites")
                                    .header(Guard.TOKEN_HEADER, client.token)
                                    .header(header[0], header[1])
                                    .build())
                            .statusCode())
                    .as(header[1])
                    .isEqualTo(403);
        }
        assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(client.get("/assets/../preview.js").statusCode()).isEqualTo(404);
        assertThat(client.get("/page/0123").statusCode()).isEqualTo(404);
    }

    @Test
    void answersToThisMachinesNamesAlone() throws IOException {
        assertThat(raw("evil.example")).startsWith("HTTP/1.1 403");
        assertThat(raw("127.0.0.1.evil.example:80")).startsWith("HTTP/1.1 403");
        assertThat(raw("localhost:1")).startsWith("HTTP/1.1 200");
        assertThat(raw("[::1]:8090")).startsWith("HTTP/1.1 200");
        assertThat(raw("127.0.0.1")).startsWith("HTTP/1.1 200");
    }

    /// As a browser asks whose name server was made to lead here.
    private String raw(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), preview.address().getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void speaksTheBrowsersLanguageOrTheProjects() {
        assertThat(client.send(client.request("")
                                .header("Accept-Language", "ko-KR,en;q=0.5")
                                .build())
                        .body())
                .contains("<html lang=\"ko\">", "발행일");
        assertThat(client.send(client.request("")
                                .header("Accept-Language", "fr, en-GB;q=0.5")
                                .build())
                        .body())
                .contains("<html lang=\"en\">");
        assertThat(client.send(client.request("")
                                .header("Accept-Language", ";;;")
                                .build())
                        .body())
                .contains("<html lang=\"en\">");
        assertThat(PreviewWords.of("ko").texts().keySet())
                .isEqualTo(PreviewWords.of("en").texts().keySet());
    }

    @Test
    void tellsWhatAProblemMeans() {
        assertThat(client.get("/docs/unknown-column").body()).contains("The query has no such column.", "<pre>");
        assertThat(client.get("/docs/none").statusCode()).isEqualTo(404);
    }

    @Test
    void showsTheMail() {
        project.report(FRONT.replace("title:", "mail: { summary: [kpi] }\ntitle:")
                + BODY
                + "\n```values weekly\nname: kpi\nitems:\n  - { value: visitors, label: \"Visitors <b>\" }\n```\n");
        try (PreviewClient.Events events = client.events("")) {
            JsonNode shown = events.next(s -> s.get("problems").isEmpty()
                    && client.get("/mail/" + s.get("made").asString()).body().contains("Visitors"));
            assertThat(client.get("/mail/" + shown.get("made").asString()).body())
                    .contains("Visitors &lt;b&gt;", "<b>7</b>");
        }
    }
}

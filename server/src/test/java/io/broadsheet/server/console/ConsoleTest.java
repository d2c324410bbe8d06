package io.broadsheet.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.edition.EditionState;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.server.schedule.RunKind;
import io.broadsheet.server.schedule.RunRequest;
import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.schedule.TaskState;
import io.broadsheet.server.schedule.TaskView;
import io.broadsheet.server.site.Sites;
import io.broadsheet.testing.Eventually;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who sees the console, and that it shows hostile data as text.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ConsoleTest {
    private static final String PASSWORD = "a long enough password";
    private static final String HOSTILE_ID = "<script>id()</script>";
    private static final String HOSTILE_NAME = "<script>name()</script>";
    private static final String HOSTILE_COMMENT = "<script>comment()</script>";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Pattern OLDER = Pattern.compile("href=\"(/console/audit\\?before=\\d+)\"");
    private Path project;
    private BroadsheetServer server;
    private GenericApplicationContext context;
    private Map<String, String> pages;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        project = ShopProject.in(folder, """

                schedules:
                  weekly: { cron: "0 9 * * MON" }
                  rarely: { cron: "0 9 1 11 *", reports: [orders], catch-up: none }
                """);
        Path sites = project.resolve("sites.csv");
        Files.writeString(
                sites,
                Files.readString(sites).strip() + "\n" + HOSTILE_ID + "," + HOSTILE_NAME
                        + ",en,Asia/Seoul,USD,Eve <eve@example.com>\n");
        server = BroadsheetServer.start(
                ServerOptions.of(project).withHome(folder.resolve("home")).withPort(0),
                InstantSource.system(),
                Map.of(),
                c -> context = c);
        server.part(Accounts.class).add("kim", PASSWORD);
        Runs runs = server.part(Runs.class);
        RunSummary run = runs.start(new RunRequest(
                RunKind.MANUAL,
                Optional.empty(),
                Instant.now(),
                List.of("weekly"),
                List.of("a1", HOSTILE_ID),
                LocalDate.of(2021, 11, 1),
                true,
                "test"));
        Eventually.is(
                "the run ended", () -> runs.find(run.id()).orElseThrow().state().isEnd());
        TaskView task = runs.tasks(run.id()).stream()
                .filter(t -> t.siteId().equals(HOSTILE_ID))
                .findFirst()
                .orElseThrow();
        RevisionView revision = server.part(Editions.class).held().getFirst().revision();
        server.part(Readings.class)
                .answered(
                        revision.id(),
                        server.part(Sites.class).reader("a1", "user:1", "x").id(),
                        Optional.of(true),
                        HOSTILE_COMMENT);
        String file = server.part(Editions.class).files(revision).getFirst();
        pages = Map.ofEntries(
                Map.entry("/console", "/console"),
                Map.entry("/console/runs", "/console/runs"),
                Map.entry("/console/runs/{id}", "/console/runs/" + run.publicId()),
                Map.entry("/console/tasks/{id}", "/console/tasks/" + task.publicId()),
                Map.entry(
                        "/console/attempts/{id}",
                        "/console/attempts/"
                                + runs.attempts(task.id()).getFirst().publicId()),
                Map.entry("/console/held", "/console/held"),
                Map.entry("/console/revisions/{id}", "/console/revisions/" + revision.publicId()),
                Map.entry("/console/revisions/{id}/page", "/console/revisions/" + revision.publicId() + "/page"),
                Map.entry(
                        "/console/revisions/{id}/file",
                        "/console/revisions/" + revision.publicId() + "/file?name=" + encoded(file)),
                Map.entry("/console/sites", "/console/sites"),
                Map.entry("/console/site", "/console/site?id=" + encoded(HOSTILE_ID)),
                Map.entry("/console/schedules", "/console/schedules"),
                Map.entry("/console/deliveries", "/console/deliveries"),
                Map.entry("/console/lab", "/console/lab"),
                Map.entry("/console/audit", "/console/audit"),
                Map.entry("/console/orphans", "/console/orphans"),
                Map.entry("/console/accounts", "/console/accounts"));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// A browser without scripts.
    private final class Person {
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return get(path, "en");
        }

        HttpResponse<String> get(String path, String languages) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + path))
                            .header("Accept-Language", languages)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        String csrf(String path) throws IOException, InterruptedException {
            Matcher matcher = CSRF.matcher(get(path).body());
            assertThat(matcher.find()).isTrue();
            return "_csrf=" + encoded(matcher.group(1));
        }

        /// @return where it leads
        String logIn(String name, String password) throws IOException, InterruptedException {
            return location(post(
                    "/console/login",
                    csrf("/console/login") + "&username=" + encoded(name) + "&password=" + encoded(password)));
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private Person team() throws IOException, InterruptedException {
        Person kim = new Person();
        assertThat(kim.logIn("kim", PASSWORD)).endsWith("/console");
        return kim;
    }

    @Test
    void everyRouteIsKnownToThisTest() {
        RequestMappingHandlerMapping routes =
                context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        assertThat(routes.getHandlerMethods().keySet().stream()
                        .filter(m ->
                                m.getMethodsCondition().getMethods().toString().contains("GET"))
                        .flatMap(m -> m.getPatternValues().stream())
                        .filter(p -> p.startsWith("/console"))
                        .filter(p -> !p.equals("/console/login") && !p.equals("/console/setup/{token}"))
                        .collect(Collectors.toSet()))
                .isEqualTo(pages.keySet());
    }

    @Test
    void theTeamSeesEveryPageAndNobodyElseDoes() throws Exception {
        Person kim = team();
        Person stranger = new Person();
        for (String page : pages.values()) {
            assertThat(kim.get(page).statusCode()).as(page).isEqualTo(200);
            HttpResponse<String> refused = stranger.get(page);
            assertThat(refused.statusCode()).as(page).isEqualTo(302);
            assertThat(location(refused)).as(page).endsWith("/console/login");
        }
    }

    @Test
    void whateverIsNotThereIsNotFound() throws Exception {
        Person kim = team();
        for (String path : List.of("runs/x", "tasks/x", "attempts/x", "revisions/x", "revisions/x/page", "site?id=x")) {
            assertThat(kim.get("/console/" + path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aFormOfSomebodyElsesPageIsRefused() throws Exception {
        Person kim = team();
        assertThat(kim.post("/console/accounts", "name=eve&password=" + encoded(PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        assertThat(kim.post("/console/sites/synchronise", "_csrf=wrong").statusCode())
                .isEqualTo(403);
        assertThat(server.part(Accounts.class).all())
                .extracting(Accounts.Account::name)
                .doesNotContain("eve");
    }

    @Test
    void theSetupLinkWorksOnce() throws Exception {
        String link = "/console/setup/" + server.part(SetupLinks.class).make();
        Person lee = new Person();
        String form = "&name=lee&password=" + encoded(PASSWORD);
        assertThat(location(lee.post(link, lee.csrf(link) + form))).isEqualTo("/console/login?said=account");
        assertThat(lee.logIn("lee", PASSWORD)).endsWith("/console");
        assertThat(lee.get(link).body()).contains("This link was used");
        String again = lee.csrf("/console/accounts") + "&name=two&password=" + encoded(PASSWORD);
        assertThat(lee.post(link, again).body()).contains("This link was used");
    }

    @Test
    void aDisabledAccountCanNoLongerLogIn() throws Exception {
        server.part(Accounts.class).add("gone", PASSWORD);
        Person gone = new Person();
        assertThat(gone.logIn("gone", PASSWORD)).endsWith("/console");
        assertThat(gone.get("/console").statusCode()).isEqualTo(200);
        assertThat(server.part(Accounts.class).disable("gone")).isTrue();
        // Nor does an open session last.
        assertThat(location(gone.get("/console"))).endsWith("/console/login");
        assertThat(new Person().logIn("gone", PASSWORD)).endsWith("/console/login?wrong");
    }

    @Test
    void readsTheBrowsersLanguageUntilSomebodyChoosesAnother() throws Exception {
        Person kim = team();
        String english = kim.get("/console/runs").body();
        assertThat(english).contains("<html lang=\"en\">", "<h1>Runs</h1>", "published");
        String korean = kim.get("/console/runs", "ko-KR,ko;q=0.9,en;q=0.5").body();
        assertThat(korean).contains("<html lang=\"ko\">", "<h1>실행</h1>", "공개").doesNotContain("<h1>Runs</h1>");
        assertThat(kim.get("/console/runs", "fr").body()).contains("<html lang=\"en\">");

        HttpResponse<String> chosen = kim.post(
                "/console/language",
                kim.csrf("/console/runs") + "&language=ko&back=" + encoded("/console/lab?days=28"));
        assertThat(location(chosen)).isEqualTo("/console/lab?days=28");
        assertThat(kim.get("/console/lab?days=28").body()).contains("<html lang=\"ko\">", "<h1>실험실</h1>");
        for (String elsewhere : List.of("//evil.example", "https://evil.example", "/consolex", "/console\\evil", "x")) {
            assertThat(location(kim.post(
                            "/console/language",
                            kim.csrf("/console/runs") + "&language=en&back=" + encoded(elsewhere))))
                    .isEqualTo("/console");
        }
        assertThat(kim.post("/console/language", kim.csrf("/console/runs") + "&language=xx")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoCanNotLogInYetChoosesALanguageToo() throws Exception {
        Person guest = new Person();
        assertThat(guest.get("/console/login", "ko").body()).contains("비밀번호").doesNotContain("Password");
        guest.post("/console/language", guest.csrf("/console/login") + "&language=ko&back=%2Fconsole%2Flogin");
        assertThat(guest.get("/console/login").body()).contains("비밀번호");
    }

    @Test
    void everyPageIsThereInKorean() throws Exception {
        Person kim = team();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            if (!page.getKey().matches(".*/(page|file)")) {
                HttpResponse<String> answer = kim.get(page.getValue(), "ko");
                assertThat(answer.statusCode()).as(page.getKey()).isEqualTo(200);
                assertThat(answer.body()).as(page.getKey()).contains("활동 기록");
            }
        }
    }

    @Test
    void everyStateAndDeedAndAnswerHasItsWords() {
        List<String> keys = new ArrayList<>();
        for (Enum<?>[] states :
                new Enum<?>[][] {RunState.values(), TaskState.values(), EditionState.values(), FailureClass.values()}) {
            for (Enum<?> state : states) {
                keys.add("console.state." + state.name().toLowerCase(Locale.ROOT));
            }
        }
        for (RunKind kind : RunKind.values()) {
            keys.add("console.kind." + kind.name().toLowerCase(Locale.ROOT));
        }
        for (Action action : Action.values()) {
            keys.add("console.action." + action.word().replace(' ', '-'));
        }
        for (Said said : Said.values()) {
            keys.add("console.said." + said.key());
        }
        for (String why : List.of(WrongAccount.NAME, WrongAccount.PASSWORD, WrongAccount.TAKEN)) {
            keys.add("console.mistake." + why);
        }
        for (Locale language : List.of(Locale.KOREAN, Locale.ENGLISH)) {
            assertThat(keys)
                    .allSatisfy(key -> assertThat(server.part(Pages.class).find(language, key))
                            .as(key)
                            .isPresent());
        }
    }

    @Test
    void theAuditSaysWhoDidWhatTheNewestFirst() throws Exception {
        Person kim = team();
        kim.post("/console/schedules/weekly/pause", kim.csrf("/console/schedules") + "&paused=true");
        kim.post("/console/schedules/weekly/pause", kim.csrf("/console/schedules") + "&paused=false");
        kim.post(
                "/console/suppressions/add",
                kim.csrf("/console/sites") + "&site=" + encoded(HOSTILE_ID) + "&address=x%40example.com");
        String page = kim.get("/console/audit").body();
        assertThat(page.indexOf("stopped mails")).isPositive().isLessThan(page.indexOf("resumed a schedule"));
        assertThat(page.indexOf("resumed a schedule")).isLessThan(page.indexOf("paused a schedule"));
        assertThat(page).contains("<td>kim</td>", "href=\"/console/site?id=" + encoded(HOSTILE_ID) + "\"");
        assertThat(kim.get("/console/audit", "ko").body()).contains("스케줄을 다시 시작함");
    }

    @Test
    void theAuditTurnsItsPages() throws Exception {
        Person kim = team();
        Audit audit = server.part(Audit.class);
        for (int i = 0; i < 2 * AuditController.ON_A_PAGE + 5; i++) {
            audit.note("many", Action.TEST_MAIL, "deed-" + i + ".");
        }
        List<String> seen = new ArrayList<>();
        String page = kim.get("/console/audit").body();
        Matcher older = OLDER.matcher(page);
        seen.addAll(deeds(page));
        assertThat(seen).hasSize(AuditController.ON_A_PAGE).first().isEqualTo("deed-204.");
        while (older.find() && !seen.contains("deed-0.")) {
            page = kim.get(older.group(1)).body();
            assertThat(page).contains("href=\"/console/audit\"");
            seen.addAll(deeds(page));
            older = OLDER.matcher(page);
        }
        assertThat(seen).hasSize(2 * AuditController.ON_A_PAGE + 5).doesNotHaveDuplicates();
    }

    private static List<String> deeds(String page) {
        return Pattern.compile("deed-\\d+\\.(?=</a>)")
                .matcher(page)
                .results()
                .map(m -> m.group())
                .toList();
    }

    @Test
    void filesOfNoEditionAreListedAndRemovedOnlyWhenSomebodySaysSo() throws Exception {
        Person kim = team();
        Path store = project.resolve("out/editions");
        Path old = Files.createDirectories(store.resolve("left-behind"));
        Path young = Files.createDirectories(store.resolve("under-way"));
        Files.writeString(old.resolve("page.html"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        long editions = count(store) - 2;
        assertThat(kim.get("/console/orphans").body())
                .contains("editions/left-behind")
                .doesNotContain("under-way");
        assertThat(kim.get("/console/orphans?days=9").body()).doesNotContain("left-behind");
        // However young somebody asks for: what may be under way stays.
        assertThat(kim.get("/console/orphans?days=0").body())
                .contains("left-behind")
                .doesNotContain("under-way");
        assertThat(old).exists();
        HttpResponse<String> removed = kim.post("/console/orphans", kim.csrf("/console/orphans") + "&days=-5");
        assertThat(location(removed)).isEqualTo("/console/orphans?said=removed");
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(count(store)).isEqualTo(editions + 1);
        assertThat(kim.get("/console/audit").body()).contains("removed files of no edition");
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    @Test
    void aRunThatWasMissedSaysWhyAndIsMadeAfterAll() throws Exception {
        Person kim = team();
        JdbcClient jdbc = server.part(JdbcClient.class);
        jdbc.sql("update schedule_state set considered_until = ? where name = 'rarely'")
                .param(Instant.parse("2021-10-31T00:00:00Z").atOffset(ZoneOffset.UTC))
                .update();
        Runs runs = server.part(Runs.class);
        Eventually.is(
                "what was due is there",
                () -> runs.latest(100).stream().anyMatch(r -> r.schedule().equals(Optional.of("rarely"))));
        RunSummary missed = runs.latest(100).stream()
                .filter(r -> r.schedule().equals(Optional.of("rarely")))
                .filter(r -> r.issueDate().equals(LocalDate.of(2021, 11, 1)))
                .findFirst()
                .orElseThrow();
        assertThat(missed.state()).isEqualTo(RunState.MISSED);
        String path = "/console/runs/" + missed.publicId();
        assertThat(kim.get(path).body())
                .contains("It was due while no server ran; catch-up: none", "This run was missed", "Make it now")
                .doesNotContain("<table");
        assertThat(kim.get("/console/runs").body()).contains(missed.publicId());

        HttpResponse<String> made = kim.post(path + "/make", kim.csrf(path));
        assertThat(location(made)).isEqualTo(path + "?said=started");
        Eventually.is(
                "it ended", () -> runs.find(missed.id()).orElseThrow().state().isEnd());
        assertThat(runs.find(missed.id()).orElseThrow().tasks()).containsKey(TaskState.PUBLISHED);
        assertThat(runs.find(missed.id()).orElseThrow().mail()).isFalse();
        assertThat(kim.get(path).body())
                .contains("Made after all by kim", "<table")
                .doesNotContain("Make it now");
        assertThat(location(kim.post(path + "/make", kim.csrf(path)))).endsWith("said=unchanged");
        assertThat(kim.get("/console/audit").body()).contains("made a missed run");
    }

    @Test
    void hostileDataIsText() throws Exception {
        Person kim = team();
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            if (!page.getKey().matches(".*/(page|file)")) {
                String body = kim.get(page.getValue()).body();
                assertThat(body).as(page.getKey()).doesNotContain(HOSTILE_ID, HOSTILE_NAME, HOSTILE_COMMENT);
                all.append(body);
            }
        }
        assertThat(all).contains("&lt;script&gt;id()", "&lt;script&gt;name()", "&lt;script&gt;comment()");
    }

    @Test
    void onlyThisMachineUnderItsOwnNameNeedsNoPassword(@TempDir Path folder) throws Exception {
        ServerOptions options = ServerOptions.of(ShopProject.in(folder, ""))
                .withHome(folder.resolve("home"))
                .withPort(0)
                .openToThisMachine();
        try (BroadsheetServer open = BroadsheetServer.start(options, InstantSource.system(), Map.of())) {
            int port = URI.create(open.url()).getPort();
            assertThat(status(port, "Host: localhost")).isEqualTo("200");
            assertThat(status(port, "Host: evil.example")).isEqualTo("302");
            assertThat(status(port, "Host: localhost\r\nX-Forwarded-For: 203.0.113.5"))
                    .isEqualTo("302");
            assertThat(status(port, "Host: localhost\r\nX-Forwarded-For: 127.0.0.1"))
                    .isEqualTo("302");
            String renamed = "Host: evil.example\r\nX-Forwarded-Host: localhost";
            assertThat(status(port, renamed)).isEqualTo("302");
            assertThat(status(port, renamed + "\r\nX-Forwarded-For: 127.0.0.1")).isEqualTo("302");
        }
    }

    private static String status(int port, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /console HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9);
        }
    }
}

package io.broadsheet.server.portal;

import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.Site;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.server.site.Reader;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Starts the portal with pages of examples/divers, to look at it: `PortalShow PORT WEEKS FOLDER`. Made pages are kept
/// in the folder for the next time.
final class PortalShow {
    private static final LocalDate NEWEST = LocalDate.of(2021, 11, 1);
    private static final List<String> REPORTS = List.of("cohort", "channel", "product", "site");
    private static final Map<String, String> KO =
            Map.of("cohort", "코호트 리포트", "channel", "채널 리포트", "product", "상품 리포트", "site", "사이트 리포트");
    private static final Map<String, String> EN = Map.of(
            "cohort", "Cohort report", "channel", "Channel report", "product", "Product report", "site", "Site report");

    private PortalShow() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        int weeks = Integer.parseInt(arguments[1]);
        Path folder = Path.of(arguments[2]);
        Path repository = Path.of("").toAbsolutePath();
        while (!Files.exists(repository.resolve("examples/divers/broadsheet.yaml"))) {
            repository = Optional.ofNullable(repository.getParent()).orElseThrow();
        }
        makePages(repository.resolve("examples/divers"), folder.resolve("pages"), weeks);
        MovedClock clock = new MovedClock(Instant.parse("2021-11-02T01:30:00Z"));
        Path project = Files.createDirectories(folder.resolve("run" + System.nanoTime()));
        PortalServer server = PortalServer.start(project, "", port, true, clock);
        PortalWorld world = server.world();
        world.site("10026", "아틀리에 10026", Locale.KOREA, Map.of());
        world.site("10001", "모노 스토어", Locale.KOREA, Map.of("brand_color", "#f5b700"));
        world.site("10002", "Harbor & Pine", Locale.US, Map.of("brand_color", "#0f766e"));
        world.site("10003", "새로 온 가게", Locale.KOREA, Map.of("brand_color", "#b0379b"));
        world.site("10004", "다 읽은 가게", Locale.KOREA, Map.of("brand_color", "#111111"));
        for (String site : List.of("10026", "10001", "10002", "10004")) {
            fill(server, site, weeks, folder.resolve("pages"));
        }
        System.out.println("showing " + server.url() + "/portal/enter?site=10026");
    }

    private static void makePages(Path project, Path folder, int weeks) throws IOException {
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve("done" + weeks))) {
            return;
        }
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
            Site site = engine.sites().stream()
                    .filter(s -> s.id().equals("10026"))
                    .findFirst()
                    .orElseThrow();
            for (int week = 0; week < weeks; week++) {
                LocalDate issue = NEWEST.minusWeeks(week);
                BatchRequest request = new BatchRequest(REPORTS, List.of("10026"), issue, Map.of());
                try (var batch = engine.batch(request, e -> {})) {
                    for (Rendering made : batch.render(site)) {
                        Files.writeString(
                                folder.resolve(made.report() + "_" + issue + ".html"),
                                made.page().orElse("<head></head>"));
                    }
                }
            }
        }
        Files.createFile(folder.resolve("done" + weeks));
    }

    private static void fill(PortalServer server, String siteId, int weeks, Path pages) throws IOException {
        Sites sites = server.part(Sites.class);
        SiteView site = sites.find(siteId).orElseThrow();
        boolean korean = site.locale().getLanguage().equals("ko");
        Reader reader = sites.reader(siteId, "user:demo", "Demo");
        List<EditionView> made = new ArrayList<>();
        for (int week = 0; week < weeks; week++) {
            LocalDate issue = NEWEST.minusWeeks(week);
            for (String report : REPORTS) {
                PortalWorld.Draft draft = PortalWorld.draft(siteId, report, issue.toString());
                String label = (korean ? KO : EN).getOrDefault(report, report);
                String page = Files.readString(pages.resolve(report + "_" + issue + ".html"));
                made.add(server.world()
                        .add(
                                new PortalWorld.Draft(siteId, report, label, issue, draft.published(), page),
                                headline(report, week, korean)));
            }
        }
        for (int i = siteId.equals("10004") ? 0 : REPORTS.size(); i < made.size(); i++) {
            if (siteId.equals("10004") || (i != 5 && i != 9 && i != 30)) {
                EditionView edition = made.get(i);
                server.part(Readings.class)
                        .viewed(edition.id(), edition.currentRevisionId().orElseThrow(), 1, reader.id());
            }
        }
    }

    private static Headline headline(String report, int week, boolean korean) {
        int n = week * 137 % 900;
        return switch (report) {
            case "cohort" ->
                new Headline(
                        korean ? "1주 후 재방문율" : "Back after a week", (79 - week % 6) / 10.0 + "%", "▼ 0.6%p", "down");
            case "channel" ->
                new Headline(
                        korean ? "네이버 검색" : "Search visitors", "11," + (100 + n) + (korean ? "명" : ""), "▲ 2.1%", "up");
            case "product" ->
                korean
                        ? new Headline("가장 많이 팔린 상품: 린넨 오버핏 셔츠", "1,204만원", "", "")
                        : new Headline("Best seller: linen shirt", "$12,040", "", "");
            default ->
                new Headline(korean ? "방문자" : "Visitors", "83," + (100 + n) + (korean ? "명" : ""), "▼ 3.0%", "down");
        };
    }
}

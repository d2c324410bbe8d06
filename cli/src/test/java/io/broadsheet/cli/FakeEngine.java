package io.broadsheet.cli;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.MailSummary;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.ContentHash;
import io.broadsheet.engine.source.SourceText;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// An engine whose pages come out as their site's id says: `held...`, `failed...`, anything else is ready. A project
/// named `broken` can't be opened.
final class FakeEngine implements Engine {
    static final String PAGE = "<!doctype html><title>한글</title>";
    private static final SourceText SOURCE =
            SourceText.of("reports/cohort/report.md", "---\ntitle: 주간\n---\ny: visitrs\n");

    private final List<Site> sites;
    private final String storeUrl;
    final List<BatchRequest> batches = new ArrayList<>();
    List<Problem> badSites = List.of();
    Consumer<Site> beforeSite = _ -> {};

    FakeEngine(String storeUrl, String... siteIds) {
        this.storeUrl = storeUrl;
        this.sites = List.of(siteIds).stream().map(FakeEngine::site).toList();
    }

    static Site site(String id) {
        return new Site(id, "name of " + id, Locale.KOREAN, ZoneId.of("Asia/Seoul"), "KRW", List.of(), Map.of());
    }

    static Problem problem(ProblemCode code, String message) {
        return Problem.of(code, SOURCE.span(SOURCE.text().indexOf("visitrs"), 7), message);
    }

    @Override
    public List<String> reports() {
        return List.of("cohort", "channel");
    }

    @Override
    public List<Site> sites() {
        return sites;
    }

    @Override
    public Optional<List<Site>> listedSites() {
        return Optional.of(sites);
    }

    @Override
    public List<Problem> siteProblems() {
        return badSites;
    }

    @Override
    public boolean isDue(String report, java.time.LocalDate day) {
        return day.getDayOfWeek() == java.time.DayOfWeek.MONDAY;
    }

    @Override
    public String storeUrl() {
        return storeUrl;
    }

    @Override
    public List<Problem> check() {
        return sites.stream().anyMatch(s -> s.id().startsWith("wrong"))
                ? List.of(problem(ProblemCode.UNKNOWN_COLUMN, "line 'weekly' draws y: visitrs")
                        .withHint("columns of weekly: week, visitors. Did you mean visitors?"))
                : List.of();
    }

    private static final Problem FAILED = problem(ProblemCode.QUERY_FAILED, "the query failed");
    private static final Problem DOWN = problem(ProblemCode.SOURCE_UNAVAILABLE, "source 'shop' can't be reached");

    @Override
    public Rendering render(RenderRequest request) {
        String site = request.siteId();
        boolean held = site.startsWith("held");
        Optional<String> page = site.startsWith("failed") ? Optional.empty() : Optional.of(PAGE + request.parameters());
        List<Problem> problems = page.isPresent() ? List.of() : List.of(site.contains("down") ? DOWN : FAILED);
        List<Expectation> expectations = List.of(new Expectation(
                SOURCE.span(0, 3), !held, "visits: rows >= 1", held ? Optional.of("0 rows") : Optional.empty()));
        return new Rendering(
                site(site),
                request.report(),
                "주간 리포트",
                Period.before(request.issueDate(), PeriodKind.WEEK, DayOfWeek.MONDAY),
                page,
                Map.of(),
                List.of(),
                problems,
                expectations,
                List.of(),
                MailSummary.none(),
                Map.of(),
                ContentHash.known("cafe"),
                Duration.ofMillis(12));
    }

    @Override
    public Frame data(RenderRequest request, String query) {
        if (!query.equals("visits")) {
            throw new ProjectException(List.of(problem(ProblemCode.UNKNOWN_QUERY, "no query " + query)));
        }
        return Frame.of(
                Column.of("주", ColumnType.DATE, LocalDate.of(2021, 10, 25), LocalDate.of(2021, 10, 18)),
                Column.of("채널", ColumnType.TEXT, "검색", "e-mail"),
                Column.of("total", ColumnType.BIG_INTEGER, new BigInteger("123456789012345678901"), null));
    }

    @Override
    public Batch batch(BatchRequest request, Consumer<RunEvent> listener) {
        batches.add(request);
        listener.accept(new RunEvent.DatasetReading("events"));
        listener.accept(new RunEvent.DatasetRead("events", 1234, Duration.ofMillis(1500)));
        List<Site> asked = sites.stream()
                .filter(s -> request.siteIds().isEmpty() || request.siteIds().contains(s.id()))
                .toList();
        List<String> reports = request.reports().isEmpty() ? FakeEngine.this.reports() : request.reports();
        return new Batch() {
            @Override
            public List<Site> sites() {
                return asked;
            }

            @Override
            public List<String> reports() {
                return reports;
            }

            @Override
            public List<Rendering> render(Site site) {
                return reports.stream()
                        .map(r -> FakeEngine.this.render(
                                new RenderRequest(r, site.id(), request.issueDate(), request.parameters())))
                        .toList();
            }

            @Override
            public boolean renderAll(Consumer<RunEvent.SiteDone> taker) {
                int done = 0;
                for (Site site : asked) {
                    beforeSite.accept(site);
                    if (Thread.currentThread().isInterrupted()) {
                        return false;
                    }
                    taker.accept(new RunEvent.SiteDone(site, render(site), ++done, asked.size()));
                }
                return true;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}

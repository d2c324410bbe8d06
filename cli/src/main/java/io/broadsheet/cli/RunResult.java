package io.broadsheet.cli;

import io.broadsheet.cli.output.Shapes;
import io.broadsheet.cli.output.UnmetText;
import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.source.TerminalText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of a run, without the pages: those would not fit in memory. Filled by several threads.
final class RunResult {
    private static final int MOST_ROWS = 30;
    private static final int MOST_SITES_NAMED = 5;

    private final LocalDate issueDate;
    private final Path store;
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();
    private final Set<Problem> problems = new HashSet<>();
    private Duration took = Duration.ZERO;
    private int sitesDone;
    private int sitesLeft;
    private int sites;
    private boolean stopped;
    private Optional<String> broke = Optional.empty();

    private record Page(
            String site, String report, Outcome outcome, Duration took, Optional<PageFolder.Written> written) {
        int bytes() {
            return written.map(PageFolder.Written::bytes).orElse(0);
        }
    }

    /// The same problem is one problem, however many sites have it.
    private record Trouble(String text, Map<String, @Nullable Object> shape, List<String> sites) {}

    RunResult(LocalDate issueDate, Path store) {
        this.issueDate = issueDate;
        this.store = store;
    }

    synchronized void add(Rendering rendering, Optional<PageFolder.Written> written) {
        String site = rendering.site().id();
        pages.add(new Page(site, rendering.report(), rendering.outcome(), rendering.took(), written));
        problems.addAll(rendering.problems());
        for (Problem problem : rendering.problems()) {
            trouble(problem.toString(), Shapes.problem(problem), site);
        }
        for (Expectation expectation : rendering.expectations()) {
            if (!expectation.passed()) {
                trouble(
                        expectation.span() + " " + expectation.expected(),
                        UnmetText.of(expectation),
                        Shapes.expectation(expectation),
                        site);
            }
        }
    }

    /// A page that could not be written, while others can.
    synchronized void unwritable(Rendering rendering, String why) {
        String site = rendering.site().id();
        pages.add(new Page(site, rendering.report(), Outcome.FAILED, rendering.took(), Optional.empty()));
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("message", why);
        trouble(why, shape, site);
    }

    /// A site of the list that can't be used: nobody got a page there.
    void left(Problem problem) {
        sitesLeft++;
        troubles.putIfAbsent(problem.toString(), new Trouble(problem.toString(), Shapes.problem(problem), List.of()));
    }

    private void trouble(String text, Map<String, @Nullable Object> shape, String site) {
        trouble(text, text, shape, site);
    }

    private void trouble(String key, String text, Map<String, @Nullable Object> shape, String site) {
        troubles.computeIfAbsent(key, _ -> new Trouble(text, shape, new ArrayList<>()))
                .sites()
                .add(site);
    }

    /// How many sites it is about.
    synchronized void of(int total) {
        sites = total;
    }

    synchronized void siteDone() {
        sitesDone++;
    }

    void stopped() {
        stopped = true;
    }

    void broke(String why) {
        broke = Optional.of(why);
    }

    void end(Duration newTook) {
        took = newTook;
        pages.sort(Comparator.comparing(Page::site).thenComparing(Page::report));
    }

    long published() {
        return count(Outcome.READY);
    }

    private long count(Outcome outcome) {
        return pages.stream().filter(p -> p.outcome() == outcome).count();
    }

    int exitCode() {
        if (broke.isPresent()) {
            return ExitCode.ENVIRONMENT;
        }
        if (stopped) {
            return ExitCode.INTERRUPTED;
        }
        return isWhole() ? ExitCode.OK : Failures.exitCode(published() == 0, List.copyOf(problems));
    }

    private boolean isWhole() {
        return published() == pages.size() && sitesLeft == 0;
    }

    /// Each problem and unmet expectation once, with the sites that have it.
    List<String> troubles() {
        return troubles.values().stream()
                .map(t -> t.sites().isEmpty() ? t.text() : t.text() + "\n  sites: " + named(t.sites()))
                .toList();
    }

    private static String named(List<String> sites) {
        List<String> distinct =
                sites.stream().distinct().sorted().map(TerminalText::visible).toList();
        String first =
                String.join(", ", distinct.stream().limit(MOST_SITES_NAMED).toList());
        int more = distinct.size() - MOST_SITES_NAMED;
        return more > 0 ? first + " and " + Figures.count(more) + " more" : first;
    }

    /// A table of all pages if they are few, else of those that did not leave; then the totals.
    List<String> lines() {
        List<Page> shown = pages.size() <= MOST_ROWS
                ? pages
                : pages.stream().filter(p -> p.outcome() != Outcome.READY).toList();
        List<String> lines = new ArrayList<>();
        if (!shown.isEmpty()) {
            TextTable table =
                    new TextTable(List.of("site", "report", "outcome", "ms", "bytes"), false, false, false, true, true);
            shown.stream().limit(MOST_ROWS).forEach(p -> table.add(row(p)));
            lines.addAll(table.lines());
            if (shown.size() > MOST_ROWS) {
                lines.add("... and " + Figures.count(shown.size() - MOST_ROWS) + " more; --format json has them all");
            }
            lines.add("");
        }
        lines.add(totals());
        if (count(Outcome.HELD) > 0) {
            lines.add("Held pages are in " + store.resolve(PageFolder.HELD)
                    + "; where they would go, the last good ones stay.");
        }
        if (sitesLeft > 0) {
            lines.add("The list of sites has " + Figures.count(sitesLeft, "mistake") + ": see above who got no page.");
        }
        return lines;
    }

    private static List<String> row(Page page) {
        return List.of(
                page.site(),
                page.report(),
                Shapes.lower(page.outcome()),
                Figures.count(page.took().toMillis()),
                Figures.count(page.bytes()));
    }

    private String totals() {
        return Figures.count(pages.size(), "page") + " of "
                + Figures.count(sitesDone, "site") + ": "
                + Figures.count(published()) + " ready, "
                + Figures.count(count(Outcome.HELD)) + " held, "
                + Figures.count(count(Outcome.FAILED)) + " failed; "
                + Figures.bytes(bytes()) + " in "
                + Figures.duration(took) + ", "
                + Figures.tenths(pagesPerSecond()) + " pages/s";
    }

    private long bytes() {
        return pages.stream().mapToLong(Page::bytes).sum();
    }

    private double pagesPerSecond() {
        return pages.size() * 1000.0 / Math.max(1, took.toMillis());
    }

    /// Why the run ended before its end.
    Optional<String> ending() {
        String done = sitesDone == 0
                ? "no site was done"
                : Figures.count(sitesDone) + " of " + Figures.count(sites, "site")
                        + " were done, and their pages are whole";
        return broke.map(why -> why + "\nThe run ended there: " + done + "; what was there before stays.")
                .or(() -> stopped ? Optional.of("Stopped: " + done + ".") : Optional.empty());
    }

    Map<String, @Nullable Object> shape() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("outcome", outcome());
        shape.put("date", issueDate);
        shape.put("store", store);
        shape.put("pages", pages.stream().map(RunResult::page).toList());
        shape.put(
                "troubles",
                troubles.values().stream()
                        .map(t -> with(t.shape(), "sites", t.sites()))
                        .toList());
        shape.put("totals", totalsShape());
        broke.ifPresent(why -> shape.put("error", Map.of("exit", ExitCode.ENVIRONMENT, "message", why)));
        return shape;
    }

    private String outcome() {
        return broke.isPresent() ? "broken" : stopped ? "stopped" : isWhole() ? "ready" : "problems";
    }

    private static Map<String, @Nullable Object> page(Page page) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("site", page.site());
        shape.put("report", page.report());
        shape.put("outcome", Shapes.lower(page.outcome()));
        shape.put("took_ms", page.took().toMillis());
        shape.put("bytes", page.bytes());
        shape.put("path", page.written().map(PageFolder.Written::path).orElse(null));
        return shape;
    }

    private Map<String, @Nullable Object> totalsShape() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("sites", sites);
        shape.put("sites_done", sitesDone);
        shape.put("pages", pages.size());
        Stream.of(Outcome.values()).forEach(o -> shape.put(Shapes.lower(o), count(o)));
        shape.put("bytes", bytes());
        shape.put("took_ms", took.toMillis());
        shape.put("pages_per_second", Math.round(pagesPerSecond() * 10) / 10.0);
        return shape;
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> shape, String key, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(shape);
        more.put(key, value);
        return more;
    }
}

package io.broadsheet.engine;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.narrative.NarrativeHtml;
import io.broadsheet.engine.narrative.NarrativeValues;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.plan.PageWords;
import io.broadsheet.engine.plan.PlannedComponent;
import io.broadsheet.engine.plan.PlannedExpectation;
import io.broadsheet.engine.plan.ReportPlan;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.ExpectationSpec;
import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.query.Bindings;
import io.broadsheet.engine.query.DataAccess;
import io.broadsheet.engine.query.LiveData;
import io.broadsheet.engine.query.PlannedQuery;
import io.broadsheet.engine.query.QueryException;
import io.broadsheet.engine.query.Workbench;
import io.broadsheet.engine.render.Brand;
import io.broadsheet.engine.render.IssueLabel;
import io.broadsheet.engine.render.PageContent;
import io.broadsheet.engine.render.PageHeading;
import io.broadsheet.engine.render.PageWriter;
import io.broadsheet.engine.source.Block;
import io.broadsheet.engine.source.ContentHash;
import io.broadsheet.engine.source.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes one page of one report in a workbench that already holds the site's datasets: queries, components, narrative,
/// page, expectations. Used once, by one thread, which others may help where pieces don't depend on each other.
final class PageMaker {
    private final ReportPlan plan;
    private final Site site;
    private final Period period;
    private final DayOfWeek weekStart;
    private final Map<String, Object> parameters;
    private final Formats formats;
    private final Limits limits;
    private final ComponentLimits componentLimits;
    private final Problems problems = new Problems();
    private final List<Timing> timings = new ArrayList<>();
    private final Map<String, Frame> frames = new LinkedHashMap<>();
    private final Map<Integer, Options> worded = new HashMap<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final Brand brand;
    private PageWords.Said said;

    PageMaker(
            ReportPlan plan,
            Site site,
            Period period,
            DayOfWeek weekStart,
            Map<String, Object> parameters,
            Brand brand,
            Limits limits,
            ComponentLimits componentLimits) {
        this.plan = plan;
        this.brand = brand;
        this.said = plan.words().plain();
        this.site = site;
        this.period = period;
        this.weekStart = weekStart;
        this.parameters = parameters;
        this.formats = site.formats();
        this.limits = limits;
        this.componentLimits = componentLimits;
        problems.addAll(plan.problems());
    }

    Problems problems() {
        return problems;
    }

    private Bindings bindings() {
        return Bindings.of(period).with("site", site.id()).with(parameters);
    }

    /// Runs one query.
    private interface Runner {
        Optional<Frame> run(PlannedQuery query, Problems problems);
    }

    /// A piece of the page's work: what it gave, what was wrong, how long it took.
    private record Piece<T>(T given, List<Problem> problems, Timing timing) {}

    private static <T> Piece<T> piece(String part, String name, Function<Problems, T> work) {
        long start = System.nanoTime();
        Problems own = new Problems();
        T given = work.apply(own);
        return new Piece<>(given, own.list(), new Timing(part, name, Duration.ofNanos(System.nanoTime() - start)));
    }

    /// Takes up what a piece gave.
    private <T> T take(Piece<T> piece) {
        problems.addAll(piece.problems());
        timings.add(piece.timing());
        return piece.given();
    }

    /// Runs the report's queries and looks at its expectations.
    void query(DataAccess data, Workbench bench) {
        Bindings bindings = bindings();
        boolean defined = bench.define(plan.macros(), bindings, problems);
        query(defined, query -> false, (query, own) -> data.run(bench, query, bindings, own));
        bench.forget(plan.queries());
    }

    /// The same with what is kept of other pages.
    void query(LiveData live, List<DataAccess.DatasetUse> datasets) throws QueryException, InterruptedException {
        List<PlannedQuery> asked = new ArrayList<>(plan.queries());
        for (PlannedExpectation expectation : plan.expectations()) {
            if (expectation instanceof PlannedExpectation.OnStatement on) {
                asked.add(on.statement());
            }
        }
        LiveData.Page page = live.page(new LiveData.Asked(site, datasets, plan.macros(), asked, bindings()));
        boolean defined = page.open(problems, (dataset, took) -> timings.add(new Timing("dataset", dataset, took)));
        query(defined, page::isKept, page::run);
    }

    /// The same for a report whose queries all run on files, in any order.
    void query(DataAccess data) {
        Bindings bindings = bindings();
        Runner runner = (query, own) -> data.run(this, site, query, bindings, own);
        List<Supplier<Piece<Optional<Frame>>>> pieces = new ArrayList<>();
        for (PlannedQuery query : plan.queries()) {
            pieces.add(() -> run(query, "query", runner));
        }
        Iterator<Piece<Optional<Frame>>> given = data.together(pieces, true).iterator();
        for (PlannedQuery query : plan.queries()) {
            take(given.next()).ifPresent(f -> frames.put(query.name().text(), f));
        }
        plan.expectations().forEach(e -> look(e, runner, Set.of()));
    }

    private static Piece<Optional<Frame>> run(PlannedQuery query, String part, Runner runner) {
        return piece(part, query.name().text(), own -> runner.run(query, own));
    }

    private void query(boolean defined, Predicate<PlannedQuery> kept, Runner runner) {
        Set<String> failed = new HashSet<>();
        for (PlannedQuery query : plan.queries()) {
            // Where a macro, or a query that it reads, failed, that one's reason is the reason.
            if (!defined || query.reads().stream().anyMatch(failed::contains)) {
                failed.add(query.name().text().toLowerCase(Locale.ROOT));
                continue;
            }
            String part = kept.test(query) ? "kept" : "query";
            take(run(query, part, runner))
                    .ifPresentOrElse(
                            f -> frames.put(query.name().text(), f),
                            () -> failed.add(query.name().text().toLowerCase(Locale.ROOT)));
        }
        for (PlannedExpectation expectation : plan.expectations()) {
            look(expectation, runner, failed);
        }
    }

    private void look(PlannedExpectation expectation, Runner runner, Set<String> failed) {
        switch (expectation) {
            case PlannedExpectation.OnRows on -> {
                ExpectationSpec.Rows rows = on.spec();
                Frame frame = frames.get(rows.query().text());
                String expected = rows.message().orElse(rows.query() + ": rows " + rows.comparison());
                if (frame == null) {
                    add(rows, false, expected, "the query failed");
                } else {
                    add(rows, rows.comparison().holds(frame.rowCount()), expected, frame.rowCount() + " rows");
                }
            }
            case PlannedExpectation.OnStatement on -> {
                String expected = on.spec()
                        .message()
                        .orElseGet(() -> shortened(on.spec().sql().text()));
                boolean asked = on.statement().reads().stream().noneMatch(failed::contains);
                Optional<Frame> frame = asked ? runner.run(on.statement(), problems) : Optional.empty();
                boolean rows = frame.isPresent()
                        && frame.get().rowCount() > 0
                        && !frame.get().columns().isEmpty();
                Object value = rows ? frame.get().columns().getFirst().get(0) : null;
                String found = frame.isEmpty()
                        ? "the query failed"
                        : rows ? "it gives " + formats.write(value) : "it gives no rows";
                add(on.spec(), Boolean.TRUE.equals(value), expected, found);
            }
        }
    }

    private static String shortened(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }

    private void add(ExpectationSpec spec, boolean passed, String expected, String found) {
        expectations.add(
                new Expectation(spec.span(), passed, expected, passed ? Optional.empty() : Optional.of(found)));
    }

    Optional<Frame> frame(String query) {
        return Optional.ofNullable(frames.get(query));
    }

    ReportPlan plan() {
        return plan;
    }

    /// What there is to say of a page that can't be made.
    Rendering failed(long start) {
        return rendering(Optional.empty(), start);
    }

    /// Draws and writes the page out of what the queries gave.
    Rendering finish(long start) {
        return finish(start, PageMaker::inOrder);
    }

    /// The same, with whoever helps to draw.
    Rendering finish(long start, DataAccess data) {
        return finish(start, pieces -> data.together(pieces, false));
    }

    private Rendering finish(long start, Drawers drawers) {
        return rendering(plan.narrative().isPresent() ? page(drawers) : Optional.empty(), start);
    }

    /// Does the drawing of components, in any order.
    private interface Drawers {
        List<Piece<Html>> all(List<Supplier<Piece<Html>>> pieces);
    }

    private static List<Piece<Html>> inOrder(List<Supplier<Piece<Html>>> pieces) {
        return pieces.stream().map(Supplier::get).toList();
    }

    private Rendering rendering(Optional<String> page, long start) {
        Summary summary = new Summary(plan, frames, worded, formats, period, weekStart, componentLimits);
        return new Rendering(
                site,
                plan.name(),
                said.title(),
                period,
                page,
                inReportOrder(),
                timings,
                problems.list(),
                expectations,
                page.isPresent() ? summary.headlines() : List.of(),
                page.isPresent() ? MailSummary.of(summary, style()) : MailSummary.none(),
                parameters,
                hash(new LinkedHashMap<>(frames)),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Map<String, Frame> inReportOrder() {
        Map<String, Frame> ordered = new LinkedHashMap<>();
        for (Block.Query query : plan.file().source().queries()) {
            Frame frame = frames.get(query.name().text());
            if (frame != null) {
                ordered.put(query.name().text(), frame);
            }
        }
        return ordered;
    }

    private Optional<String> page(Drawers drawers) {
        said = said();
        Map<Integer, Html> drawn = new HashMap<>();
        List<Supplier<Piece<Html>>> pieces = new ArrayList<>();
        for (PlannedComponent component : plan.components()) {
            Optional<Options> options = worded(component);
            pieces.add(() -> piece("component", component.name(), own -> draw(component, options, own)));
        }
        Iterator<Piece<Html>> given = drawers.all(pieces).iterator();
        for (PlannedComponent component : plan.components()) {
            drawn.put(component.slot(), take(given.next()));
        }
        for (Block block : plan.file().source().blocks()) {
            if (block instanceof Block.Listing listing) {
                drawn.put(listing.slot(), NarrativeHtml.listing(listing.info(), listing.literal()));
            }
        }
        Optional<NarrativeHtml.Body> body = timed("narrative", plan.name(), () -> narrative(drawn));
        if (body.isEmpty()) {
            return Optional.empty();
        }
        String page = timed("page", plan.name(), () -> PageWriter.write(plan.theme(), content(body.get())));
        // No character has more than three bytes: most pages need not be counted.
        int bytes = page.length() <= limits.pageBytes() / 3 ? 0 : page.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.pageBytes()) {
            problems.add(
                    ProblemCode.TOO_MUCH_OUTPUT,
                    plan.file().source().text().span(0, 3),
                    "the page has " + bytes + " bytes; it may have " + limits.pageBytes(),
                    "Show fewer rows, or raise `limits: page-size` in broadsheet.yaml");
            return Optional.empty();
        }
        return Optional.of(page);
    }

    private Optional<NarrativeHtml.Body> narrative(Map<Integer, Html> drawn) {
        return plan.narrative()
                .flatMap(n -> n.evaluate(values(), formats, ofTemplates()))
                .map(markdown -> NarrativeHtml.render(
                        markdown, slot -> drawn.getOrDefault(slot, Html.empty()), plan.images()::uri, formats.words()));
    }

    private Map<String, Object> values() {
        return NarrativeValues.of(site, period, IssueLabel.of(period, formats), parameters, frames, missing());
    }

    /// Where a query failed, what the narrative makes of its absence is no news.
    private Problems ofTemplates() {
        return missing().isEmpty() ? problems : new Problems();
    }

    /// Queries that failed: their reason is said already, and the narrative is not to blame.
    private Set<String> missing() {
        return plan.file().source().queries().stream()
                .map(q -> q.name().text())
                .filter(q -> !frames.containsKey(q))
                .collect(Collectors.toSet());
    }

    /// The page's words: evaluated once the queries have run.
    private PageWords.Said said() {
        return plan.words().isEmpty() ? plan.words().plain() : plan.words().evaluate(values(), formats, ofTemplates());
    }

    private PageContent content(NarrativeHtml.Body body) {
        List<PageHeading> headings = body.headings().stream()
                .map(h -> new PageHeading(h.level(), h.id(), h.text()))
                .toList();
        return PageContent.of(said.title(), site, period, body.html())
                .withSubtitle(said.subtitle())
                .withDataAsOf(said.asOf().isEmpty() ? formats.date(period.lastDay()) : said.asOf())
                .withSources(said.sources().isEmpty() ? List.of() : List.of(said.sources()))
                .withVersion(Version.TEXT)
                .withBrand(brand)
                .withHeadings(headings)
                .withExtras(plan.extras());
    }

    /// Where the page's colours are.
    private String style() {
        return plan.theme().css() + brand.css(plan.theme());
    }

    private Optional<Options> worded(PlannedComponent component) {
        Optional<Options> options = component.words().isEmpty()
                ? Optional.of(component.options())
                : component.words().evaluate(values(), formats, ofTemplates());
        options.ifPresent(o -> worded.put(component.slot(), o));
        return options;
    }

    private Html draw(PlannedComponent component, Optional<Options> options, Problems problems) {
        Frame frame = component.query().map(frames::get).orElse(Frame.empty());
        boolean queried = component.query().isEmpty()
                || (frames.get(component.query().get()) != null && columnsAreThere(component, frame, problems));
        if (options.isEmpty() || !queried) {
            return Html.trusted("<p class=\"failed\">"
                    + Html.text(formats.words().say("failed.block")).markup() + "</p>");
        }
        DrawContext context = new DrawContext(
                "c" + component.slot(),
                component.owner(),
                formats,
                period,
                weekStart,
                componentLimits,
                problems,
                plan.file().frontMatter().colours());
        return component.component().draw(options.get(), frame, context);
    }

    private boolean columnsAreThere(PlannedComponent component, Frame frame, Problems problems) {
        boolean there = true;
        for (ColumnRef ref : component.options().columnRefs()) {
            Optional<Column> column = frame.find(ref.name());
            if (column.isEmpty()) {
                there = false;
                problems.add(
                        ProblemCode.UNKNOWN_COLUMN,
                        ref.span(),
                        component.owner() + " draws " + ref.draws(),
                        Suggestion.sentence(
                                "columns of " + component.query().orElse(""), ref.name(), frame.columnNames()));
            }
        }
        return there;
    }

    private ContentHash hash(Map<String, Frame> frames) {
        return ContentHash.of(fingerprint -> addTo(fingerprint, frames));
    }

    private void addTo(Fingerprint fingerprint, Map<String, Frame> frames) {
        fingerprint
                .add(plan.fingerprint().hex())
                .add(site.id())
                .add(site.name())
                .add(site.locale().toLanguageTag())
                .add(site.zone().getId())
                .add(site.currency())
                .add(new java.util.TreeMap<>(site.attributes()).toString())
                .add(brand.logo().orElse(""))
                .add(period.toString())
                .add(new java.util.TreeMap<>(parameters).toString());
        frames.forEach((name, frame) -> {
            fingerprint.add(name);
            for (Column column : frame.columns()) {
                fingerprint.add(column.toString());
                for (int r = 0; r < column.size(); r++) {
                    Object value = column.get(r);
                    fingerprint.add(value == null ? "" : "=" + value);
                }
            }
        });
    }

    private <T> T timed(String part, String name, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        timings.add(new Timing(part, name, Duration.ofNanos(System.nanoTime() - start)));
        return result;
    }
}

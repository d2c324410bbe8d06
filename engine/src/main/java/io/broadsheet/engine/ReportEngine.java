package io.broadsheet.engine;

import io.broadsheet.engine.chart.ChartComponents;
import io.broadsheet.engine.component.Components;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.plan.PlannedExpectation;
import io.broadsheet.engine.plan.ReportPlan;
import io.broadsheet.engine.plan.ReportPlanner;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Dataset;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ProjectReader;
import io.broadsheet.engine.project.ReportFile;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.project.SitesSpec;
import io.broadsheet.engine.query.Bindings;
import io.broadsheet.engine.query.DataAccess;
import io.broadsheet.engine.query.LiveData;
import io.broadsheet.engine.query.PlannedDataset;
import io.broadsheet.engine.query.QueryException;
import io.broadsheet.engine.query.WorkStopped;
import io.broadsheet.engine.query.Workbench;
import io.broadsheet.engine.render.Brand;
import io.broadsheet.engine.render.Theme;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.table.TableComponents;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes pages of a project's reports. Thread-safe; close it to free its connections.
///
/// ```java
/// try (ReportEngine engine = ReportEngine.open(Path.of("examples/divers"))) {
///     Rendering rendering = engine.render(RenderRequest.of("cohort", "10026", LocalDate.of(2021, 11, 1)));
///     Files.writeString(Path.of("cohort.html"), rendering.page().orElseThrow());
/// }
/// ```
public final class ReportEngine implements AutoCloseable {
    static final Components COMPONENTS = Components.of(TableComponents.all(), ChartComponents.all());

    private final Project project;
    private final EngineOptions options;
    private final DataAccess data;
    private final ReportPlanner planner;
    private final @Nullable LiveData live;
    private final Map<String, ReportPlan> plans = new ConcurrentHashMap<>();
    private @Nullable SiteList sites;
    private List<Site> included = List.of();

    private ReportEngine(Project project, EngineOptions options) {
        this.project = project;
        this.options = options;
        boolean keeps = options.keptMegabytes() > 0;
        // What is kept has a workbench for itself.
        this.data = new DataAccess(
                project, options.workers() + (keeps ? 1 : 0), RunEvents.dataListener(options.listener()));
        this.planner = new ReportPlanner(project, COMPONENTS);
        this.live = keeps ? new LiveData(data, options.keptMegabytes() * 1_000_000L) : null;
    }

    /// The project as it is now, with all that an engine has open.
    private ReportEngine(ReportEngine before, Project project) {
        this.project = project;
        this.options = before.options;
        this.data = before.data;
        this.live = before.live;
        this.planner = before.planner.again(project);
        // A query is asked when it is asked for; a file was just read.
        this.sites = project.sitesSpec() instanceof SitesSpec.Query ? before.sites : null;
        this.included = before.included;
    }

    /// What was begun for an engine that is going to be opened.
    public interface Preparation extends AutoCloseable {
        /// Frees what no engine has taken.
        @Override
        void close();
    }

    /// Begins to load the database's library on a thread of its own, for the engine that is opened next: what comes
    /// before need not wait for it.
    public static Preparation prepare() {
        // The theme of most pages: to read it takes a while, too.
        return DataAccess.prepare(Theme::builtIn)::run;
    }

    /// Opens the project in a folder.
    ///
    /// @throws ProjectException with all that is wrong with `broadsheet.yaml`
    public static ReportEngine open(Path folder) {
        return open(folder, EngineOptions.DEFAULT);
    }

    /// Opens the project in a folder.
    ///
    /// @throws ProjectException with all that is wrong with `broadsheet.yaml`
    public static ReportEngine open(Path folder, EngineOptions options) {
        return open(folder, options, Map.of());
    }

    /// Opens the project in a folder as if some of its files held other text, such as an editor's that is not saved.
    ///
    /// @param unsaved texts by the paths of their files, which begin with `folder`
    /// @throws ProjectException with all that is wrong with `broadsheet.yaml`
    public static ReportEngine open(Path folder, EngineOptions options, Map<Path, String> unsaved) {
        ProjectReader.Result read = ProjectReader.read(folder, options.environment(), COMPONENTS.names(), unsaved);
        return new ReportEngine(read.project().orElseThrow(() -> new ProjectException(read.problems())), options);
    }

    /// An engine on the project's files as they are now, in place of this one, which is not used any more.
    /// What is open and kept goes over to it where broadsheet.yaml and the names of the datasets are the
    /// same. For one thread, while no page is being made.
    ///
    /// @throws ProjectException with all that is wrong with `broadsheet.yaml`; this engine stays as it was
    public ReportEngine reread() {
        return reread(Map.of());
    }

    /// The same, as if some of the files held other text, such as an editor's that is not saved.
    ///
    /// @param unsaved texts by the paths of their files, which begin with the project's folder
    /// @throws ProjectException with all that is wrong with `broadsheet.yaml`; this engine stays as it was
    public ReportEngine reread(Map<Path, String> unsaved) {
        ProjectReader.Result read =
                ProjectReader.read(project.folder(), options.environment(), COMPONENTS.names(), unsaved);
        Project now = read.project().orElseThrow(() -> new ProjectException(read.problems()));
        if (now.opensAs(project)) {
            data.lookAgain();
            return new ReportEngine(this, now);
        }
        close();
        return new ReportEngine(now, options);
    }

    /// Forgets results that were kept: the next page asks its data again, and the source of the sites.
    public synchronized void forgetKept() {
        LiveData kept = live;
        if (kept != null) {
            synchronized (kept) {
                kept.forget();
            }
            sites = null;
        }
    }

    /// Stops the page that is being made on a thread: it ends soon, with the problem `cancelled`. Nothing
    /// can be made on that thread until [#resume].
    public void stop(Thread thread) {
        data.stop(List.of(thread));
    }

    /// A thread that was stopped may make pages again.
    public void resume(Thread thread) {
        data.forget(List.of(thread));
    }

    /// What a report can be given: its own parameters, then those of the datasets that it reads.
    ///
    /// @throws ProjectException if there is no such report
    public List<ParameterSpec> parameters(String report) {
        ReportPlan plan = plan(report);
        Map<String, ParameterSpec> specs = new LinkedHashMap<>();
        plan.file().frontMatter().parameters().forEach(p -> specs.put(p.name().text(), p));
        plan.datasets()
                .forEach(d -> d.dataset()
                        .parameters()
                        .forEach(p -> specs.putIfAbsent(p.name().text(), p)));
        return List.copyOf(specs.values());
    }

    public Project project() {
        return project;
    }

    /// The sites that a list or a query gives with those that were included, and what is wrong with the list.
    private record SiteList(List<Site> listed, Map<String, Site> byId, List<Problem> problems) {}

    private synchronized SiteList siteList() {
        SiteList list = sites;
        if (list == null) {
            list = readSites();
            sites = list;
        }
        return list;
    }

    private SiteList readSites() {
        Problems problems = new Problems();
        List<Site> listed = project.listedSites().orElseGet(() -> askSites(problems));
        return siteList(listed, problems.list());
    }

    private List<Site> askSites(Problems problems) {
        try {
            return project.sitesOf(data.siteRows((SitesSpec.Query) project.sitesSpec()), problems);
        } catch (QueryException e) {
            throw new ProjectException(List.of(e.problem()));
        }
    }

    private SiteList siteList(List<Site> listed, List<Problem> problems) {
        Map<String, Site> byId = new LinkedHashMap<>();
        listed.forEach(s -> byId.put(s.id(), s));
        included.forEach(s -> byId.put(s.id(), s));
        return new SiteList(List.copyOf(listed), byId, problems);
    }

    /// Reads the file of sites again, or asks the source again: pages are made for those of now.
    ///
    /// @return the sites that the project lists, without those that were included; where there are none, pages are
    /// made for the sites of before
    /// @throws ProjectException if there is no list to be had; the sites of before stay
    public synchronized List<Site> refreshSites() {
        Problems problems = new Problems();
        List<Site> listed = project.readListedSites(problems).orElseGet(() -> askSites(problems));
        if (listed.isEmpty() && problems.hasErrors()) {
            throw new ProjectException(problems.list());
        }
        if (sites == null || !listed.isEmpty()) {
            sites = siteList(listed, problems.list());
        }
        return List.copyOf(listed);
    }

    /// Makes further sites known that the project does not list. They take the place of those
    /// included before, and of listed ones with the same id.
    public synchronized void includeSites(List<Site> further) {
        included = List.copyOf(further);
        SiteList list = sites;
        if (list != null) {
            sites = siteList(list.listed(), list.problems());
        }
    }

    /// The project's sites, in its order. Asks the source where a query gives them.
    ///
    /// @throws ProjectException if the source can't be asked
    public List<Site> sites() {
        return List.copyOf(siteList().byId().values());
    }

    /// All problems of the project, its reports, shared files and datasets, without touching data.
    public List<Problem> check() {
        Problems problems = new Problems();
        problems.addAll(project.problems());
        problems.addAll(planner.datasetProblems().list());
        if (project.reports().isEmpty()) {
            problems.add(
                    ProblemCode.NO_REPORTS,
                    SourceText.of("broadsheet.yaml", "").whole(),
                    "the project has no reports",
                    "Make reports/NAME/report.md");
        }
        project.reports()
                .keySet()
                .forEach(report -> problems.addAll(plan(report).problems()));
        return problems.list();
    }

    /// What a report will do, and what is wrong with it.
    ReportPlan plan(String report) {
        ReportFile file = project.reports().get(report);
        if (file == null) {
            throw unknown(
                    ProblemCode.UNKNOWN_REPORT,
                    "report",
                    report,
                    project.reports().keySet());
        }
        return plans.computeIfAbsent(report, r -> planner.plan(file));
    }

    /// The files that a report is made of, by their paths in the project: its own, those it imports from, its datasets.
    ///
    /// @throws ProjectException if there is no such report
    public Map<String, String> sources(String report) {
        return plan(report).sources(project);
    }

    private Site site(String siteId) {
        Site site = siteList().byId().get(siteId);
        if (site == null) {
            throw unknown(
                    ProblemCode.UNKNOWN_SITE, "site", siteId, siteList().byId().keySet());
        }
        return site;
    }

    private static ProjectException unknown(ProblemCode code, String what, String name, Set<String> known) {
        Span nowhere = SourceText.of("broadsheet.yaml", "").whole();
        return new ProjectException(List.of(new Problem(
                code,
                nowhere,
                "no " + what + " is named '" + name + "'",
                Suggestion.sentence(what.equals("query") ? "queries" : what + "s", name, known))));
    }

    /// Makes one page.
    ///
    /// @throws ProjectException if there is no such report or site
    public Rendering render(RenderRequest request) {
        return make(request, true).finished().orElseThrow();
    }

    /// The result of one query of a report (and of what it needs).
    ///
    /// @throws ProjectException if it can't be had, with the reasons
    public Frame data(RenderRequest request, String query) {
        ReportPlan plan = plan(request.report());
        if (plan.queries().stream().noneMatch(q -> q.name().text().equals(query))
                && plan.problems().isEmpty()) {
            Set<String> names = new TreeSet<>();
            plan.queries().forEach(q -> names.add(q.name().text()));
            throw unknown(ProblemCode.UNKNOWN_QUERY, "query", query, names);
        }
        Made made = make(request, false);
        return made.maker()
                .frame(query)
                .orElseThrow(() -> new ProjectException(made.maker().problems().list()));
    }

    /// The sources that a report may read from.
    private Set<String> sourceNames(String report) {
        Set<String> names = new HashSet<>();
        project.datasets().values().forEach(d -> names.add(d.source().text()));
        ReportFile file = project.reports().get(report);
        if (file != null) {
            file.source().queries().forEach(q -> q.source().ifPresent(s -> names.add(s.text())));
        }
        return names;
    }

    private record Made(PageMaker maker, Optional<Rendering> finished) {}

    private Made make(RenderRequest request, boolean finish) {
        long start = System.nanoTime();
        data.prepare(sourceNames(request.report()));
        ReportPlan plan = plan(request.report());
        Site site = site(request.siteId());
        PageMaker maker = maker(plan, site, request.issueDate(), request.parameters());
        checkGiven(List.of(plan), request.parameters(), maker.problems());
        if (plan.isRunnable() && !maker.problems().hasErrors()) {
            try {
                query(plan, site, request, maker);
            } catch (QueryException e) {
                maker.problems().add(e.problem());
                return new Made(maker, Optional.of(maker.failed(start)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                maker.problems().add(stopped(plan));
                return new Made(maker, Optional.of(maker.failed(start)));
            } catch (WorkStopped e) {
                maker.problems().add(stopped(plan));
                return new Made(maker, Optional.of(maker.failed(start)));
            }
            return new Made(maker, finish ? Optional.of(maker.finish(start, data)) : Optional.empty());
        }
        return new Made(maker, Optional.of(maker.failed(start)));
    }

    private void query(ReportPlan plan, Site site, RenderRequest request, PageMaker maker)
            throws QueryException, InterruptedException {
        LiveData kept = live;
        if (kept != null) {
            synchronized (kept) {
                maker.query(kept, uses(plan, site, request.issueDate(), request.parameters(), maker.problems()));
            }
            return;
        }
        boolean plain = plan.datasets().isEmpty()
                && plan.macros().isEmpty()
                && plan.expectations().stream().noneMatch(PlannedExpectation.OnStatement.class::isInstance);
        if (plain && data.areOnFiles(plan.queries())) {
            data.withoutWorkbench(() -> maker.query(data));
            return;
        }
        try (Workbench bench = data.lend(site)) {
            for (DataAccess.DatasetUse use :
                    uses(plan, site, request.issueDate(), request.parameters(), maker.problems())) {
                data.load(bench, use.dataset(), use.bindings());
            }
            maker.query(data, bench);
        }
    }

    static Problem stopped(ReportPlan plan) {
        return new Problem(
                ProblemCode.CANCELLED,
                plan.file().source().text().span(0, 3),
                "the page was not made, because the work was stopped",
                "Start it again");
    }

    PageMaker maker(ReportPlan plan, Site site, LocalDate issueDate, Map<String, String> given) {
        Problems problems = new Problems();
        Map<String, Object> parameters = parameters(plan, given, problems);
        Period period = Period.before(issueDate, plan.file().frontMatter().period(), project.weekStart());
        PageMaker maker = new PageMaker(
                plan,
                site,
                period,
                project.weekStart(),
                parameters,
                Brand.of(site, project.folder()),
                project.limits(),
                options.limits());
        maker.problems().addAll(problems.list());
        return maker;
    }

    private static Map<String, Object> parameters(ReportPlan plan, Map<String, String> given, Problems problems) {
        Map<String, Object> values = new TreeMap<>();
        for (ParameterSpec spec : plan.file().frontMatter().parameters()) {
            values.put(spec.name().text(), spec.valueFrom(given, problems));
        }
        return values;
    }

    /// Values are given to parameters that a report, or a dataset that it reads, has.
    static void checkGiven(List<ReportPlan> plans, Map<String, String> given, Problems problems) {
        Set<String> known = new TreeSet<>();
        for (ReportPlan plan : plans) {
            plan.file()
                    .frontMatter()
                    .parameters()
                    .forEach(p -> known.add(p.name().text()));
            plan.datasets()
                    .forEach(d -> d.dataset()
                            .parameters()
                            .forEach(p -> known.add(p.name().text())));
        }
        for (String name : given.keySet()) {
            if (!known.contains(name) && plans.stream().allMatch(ReportPlan::isRunnable)) {
                problems.add(
                        ProblemCode.UNKNOWN_PARAMETER,
                        plans.getFirst().file().source().text().span(0, 3),
                        "a value is given for '" + name + "', which is no parameter",
                        Suggestion.sentence("parameters", name, known));
            }
        }
    }

    /// The datasets of a report and the values that they are read with: a parameter of the report's, then one that was
    /// given, then the dataset's default.
    List<DataAccess.DatasetUse> uses(
            ReportPlan plan, Site site, LocalDate issueDate, Map<String, String> given, Problems problems) {
        Map<String, Object> own = parameters(plan, given, new Problems());
        Period period = Period.before(issueDate, plan.file().frontMatter().period(), project.weekStart());
        List<DataAccess.DatasetUse> uses = new ArrayList<>();
        for (PlannedDataset planned : plan.datasets()) {
            Dataset dataset = planned.dataset();
            Map<String, Object> values = new HashMap<>();
            for (ParameterSpec spec : dataset.parameters()) {
                Object value = own.get(spec.name().text());
                values.put(spec.name().text(), value == null ? spec.valueFrom(given, problems) : value);
            }
            uses.add(new DataAccess.DatasetUse(planned, Bindings.of(period).with(values)));
        }
        return uses;
    }

    /// Reads the datasets of these reports once and keeps them for making many pages. Where a dataset can't be read,
    /// the reports that use it fail; the others are made.
    ///
    /// @throws ProjectException if a report, a site or a given value is unknown, or the work was stopped
    public Batch batch(BatchRequest request, Consumer<RunEvent> listener) {
        return batch(
                request,
                request.siteIds().isEmpty()
                        ? sites()
                        : request.siteIds().stream().map(this::site).toList(),
                listener);
    }

    /// The same for sites that the caller knows, whatever the project's list says; the request names none.
    ///
    /// @throws ProjectException if a report or a given value is unknown, or the work was stopped
    public Batch batch(BatchRequest request, List<Site> sites, Consumer<RunEvent> listener) {
        List<ReportPlan> planned = (request.reports().isEmpty()
                        ? List.copyOf(project.reports().keySet())
                        : request.reports())
                .stream().map(this::plan).toList();
        return SiteBatch.open(this, data, planned, sites, request, options.workers(), listener);
    }

    /// Asks a source whether something holds, such as whether its data is fresh. It may bind the period's bounds.
    ///
    /// @return whether the first value of the first row is true; not where there is no row
    /// @throws ProjectException if the source can't be asked
    public boolean holds(String source, Snippet question, Period period) {
        try {
            Frame answer = data.answer(source, question, Bindings.of(period), "the question");
            return answer.rowCount() > 0
                    && !answer.columns().isEmpty()
                    && isTrue(answer.columns().getFirst().get(0));
        } catch (QueryException e) {
            throw new ProjectException(List.of(e.problem()));
        }
    }

    /// Databases without a type for it write truth as a number.
    private static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean b -> b;
            case Number n -> n.doubleValue() != 0;
            default -> "true".equalsIgnoreCase(value.toString()) || "t".equalsIgnoreCase(value.toString());
        };
    }

    /// What is wrong with single sites of the list; the others are there all the same.
    public List<Problem> siteProblems() {
        return siteList().problems();
    }

    /// Statements under way and connections in use.
    int busy() {
        return data.busy();
    }

    @Override
    public void close() {
        planner.close();
        data.stop();
        LiveData kept = live;
        if (kept != null) {
            synchronized (kept) {
                kept.close();
            }
        }
        data.close();
    }
}

package io.broadsheet.engine;

import io.broadsheet.engine.chart.ChartComponents;
import io.broadsheet.engine.component.Components;
import io.broadsheet.engine.frame.Frame;
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
import io.broadsheet.engine.query.PlannedDataset;
import io.broadsheet.engine.query.QueryException;
import io.broadsheet.engine.query.WorkStopped;
import io.broadsheet.engine.query.Workbench;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.table.TableComponents;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<String, ReportPlan> plans = new ConcurrentHashMap<>();
    private @Nullable SiteList sites;

    private ReportEngine(Project project, EngineOptions options) {
        this.project = project;
        this.options = options;
        this.data = new DataAccess(project, options.workers(), RunEvents.dataListener(options.listener()));
        this.planner = new ReportPlanner(project, COMPONENTS);
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
        ProjectReader.Result read = ProjectReader.read(folder, options.environment(), COMPONENTS.names());
        return new ReportEngine(read.project().orElseThrow(() -> new ProjectException(read.problems())), options);
    }

    public Project project() {
        return project;
    }

    /// The sites that a list or a query gives, and what is wrong with it.
    private record SiteList(Map<String, Site> byId, List<Problem> problems) {}

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
        List<Site> listed = project.listedSites().orElseGet(() -> {
            try {
                return project.sitesOf(data.siteRows((SitesSpec.Query) project.sitesSpec()), problems);
            } catch (QueryException e) {
                throw new ProjectException(List.of(e.problem()));
            }
        });
        Map<String, Site> byId = new LinkedHashMap<>();
        listed.forEach(s -> byId.put(s.id(), s));
        return new SiteList(byId, problems.list());
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
                Suggestion.sentence(what + "s", name, known))));
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

    private record Made(PageMaker maker, Optional<Rendering> finished) {}

    private Made make(RenderRequest request, boolean finish) {
        long start = System.nanoTime();
        ReportPlan plan = plan(request.report());
        Site site = site(request.siteId());
        PageMaker maker = maker(plan, site, request.issueDate(), request.parameters());
        if (plan.isRunnable() && !maker.problems().hasErrors()) {
            try (Workbench bench = data.lend(site)) {
                for (DataAccess.DatasetUse use :
                        uses(plan, site, request.issueDate(), request.parameters(), maker.problems())) {
                    data.load(bench, use.dataset(), use.bindings());
                }
                maker.query(data, bench);
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
            return new Made(maker, finish ? Optional.of(maker.finish(start)) : Optional.empty());
        }
        return new Made(maker, Optional.of(maker.failed(start)));
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
        PageMaker maker = new PageMaker(plan, site, period, parameters, project.limits(), options.limits());
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

    /// Reads the datasets of these reports once and keeps them for making many pages.
    ///
    /// @throws ProjectException if a report or site is unknown, or a dataset can't be read
    public Batch batch(BatchRequest request, Consumer<RunEvent> listener) {
        List<ReportPlan> planned = (request.reports().isEmpty()
                        ? List.copyOf(project.reports().keySet())
                        : request.reports())
                .stream().map(this::plan).toList();
        List<Site> wanted = request.siteIds().isEmpty()
                ? sites()
                : request.siteIds().stream().map(this::site).toList();
        return SiteBatch.open(this, data, planned, wanted, request, options.workers(), listener);
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
        data.close();
    }
}

package io.broadsheet.engine.plan;

import io.broadsheet.engine.chart.ChartComponents;
import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.Components;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.narrative.AuthorHtml;
import io.broadsheet.engine.narrative.ImageFiles;
import io.broadsheet.engine.narrative.NarrativeTemplate;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Dataset;
import io.broadsheet.engine.project.ExpectationSpec;
import io.broadsheet.engine.project.FrontMatter;
import io.broadsheet.engine.project.Import;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ReportFile;
import io.broadsheet.engine.project.SharedFile;
import io.broadsheet.engine.project.TextMacro;
import io.broadsheet.engine.query.PlannedDataset;
import io.broadsheet.engine.query.PlannedQuery;
import io.broadsheet.engine.query.QueryPlanner;
import io.broadsheet.engine.render.PageExtras;
import io.broadsheet.engine.render.Theme;
import io.broadsheet.engine.source.Block;
import io.broadsheet.engine.source.ContentHash;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.ReportSource;
import io.broadsheet.engine.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Works out what a report will do, and all that is wrong with it, without touching data. Thread-safe.
public final class ReportPlanner implements AutoCloseable {
    /// What the narrative may read of a site; further columns of the sites list come to these.
    /// What every site has: `site.name`. Further columns of the list of sites come after them.
    public static final List<String> SITE_NAMES = List.of("id", "name", "locale", "timezone", "currency");
    /// What the period has: `period.start`.
    public static final List<String> PERIOD_NAMES =
            List.of("start", "end", "last_day", "days", "label", "issue", "kind", "previous_start", "previous_end");

    /// Where a project puts the ECharts library, if it draws `echarts`.
    private static final String ECHARTS = "lib/echarts.min.js";

    private static final Set<ProblemCode> SWALLOWING =
            Set.of(ProblemCode.UNCLOSED_FENCE, ProblemCode.UNCLOSED_FRONT_MATTER, ProblemCode.MISSING_FRONT_MATTER);
    private static final Set<ProblemCode> YAML =
            Set.of(ProblemCode.BAD_YAML, ProblemCode.YAML_TAB, ProblemCode.WRONG_TYPE, ProblemCode.TOO_DEEP);
    private static final Set<ProblemCode> CONSEQUENCES = Set.of(
            ProblemCode.UNKNOWN_QUERY,
            ProblemCode.UNKNOWN_NAME,
            ProblemCode.UNKNOWN_TABLE,
            ProblemCode.UNKNOWN_PARAMETER,
            ProblemCode.UNKNOWN_COMPONENT);

    /// What every component's body may have.
    public static final Key<String> NAME =
            Key.text("name", "A name, for `mail: summary`; the query's name where there is none.");

    private final Project project;
    private final Components components;
    private final QueryPlanner queries;
    private final Map<String, PlannedDataset> datasets = new LinkedHashMap<>();
    private final Map<String, List<Problem>> failedDatasets = new LinkedHashMap<>();

    public ReportPlanner(Project project, Components components) {
        this(project, components, new QueryPlanner(project));
    }

    /// Plans the project as it is now, with what this planner has open: this one is not used any more.
    public ReportPlanner again(Project now) {
        return new ReportPlanner(now, components, queries.again(now));
    }

    private ReportPlanner(Project project, Components components, QueryPlanner queries) {
        this.project = project;
        this.components = components;
        this.queries = queries;
        for (Dataset dataset : project.datasets().values()) {
            Problems own = new Problems();
            queries.dataset(dataset, own).ifPresent(d -> datasets.put(d.name(), d));
            if (!own.isEmpty()) {
                failedDatasets.put(dataset.name().text(), own.list());
            }
        }
        for (String broken : project.brokenDatasets()) {
            failedDatasets.put(
                    broken,
                    project.problems().stream()
                            .filter(p -> p.span().file().equals("datasets/" + broken + ".sql"))
                            .toList());
        }
    }

    /// What is wrong with the project's datasets.
    public Problems datasetProblems() {
        Problems all = new Problems();
        failedDatasets.values().forEach(all::addAll);
        return all;
    }

    public ReportPlan plan(ReportFile file) {
        return new Pass(file).plan();
    }

    private final class Pass {
        private final ReportFile file;
        private final ReportSource source;
        private final FrontMatter front;
        private final Problems problems = new Problems();

        Pass(ReportFile file) {
            this.file = file;
            this.source = file.source();
            this.front = file.frontMatter();
            problems.addAll(file.problems());
        }

        ReportPlan plan() {
            List<Import> imports = imports();
            checkNames();
            QueryPlanner.Plan sql = queries.report(source.queries(), imports, front.parameters(), problems);
            List<String> queryNames =
                    source.queries().stream().map(q -> q.name().text()).toList();
            List<PlannedDataset> needed = new ArrayList<>();
            List<PlannedExpectation> expectations = expectations(sql, queryNames);
            Set<String> names = new LinkedHashSet<>(sql.datasets());
            for (PlannedExpectation expectation : expectations) {
                if (expectation instanceof PlannedExpectation.OnStatement s) {
                    s.statement().reads().forEach(names::add);
                }
            }
            datasets.forEach((name, dataset) -> {
                if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                    needed.add(dataset);
                }
            });
            failedDatasets.forEach((name, reasons) -> {
                if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                    problems.addAll(reasons);
                }
            });
            Optional<NarrativeTemplate> narrative = narrative(imports, queryNames);
            AuthorHtml.check(source.text(), source.template(), problems);
            for (NarrativeTemplate.ImportedMacro imported : macros(imports)) {
                AuthorHtml.check(
                        imported.file(),
                        imported.macro().line(),
                        imported.macro().template(),
                        problems);
            }
            ImageFiles images =
                    ImageFiles.read(source.text(), source.template(), file.folder(), project.folder(), problems);
            List<PlannedComponent> planned = components(queryNames, text -> template(text, imports, queryNames));
            checkSummary(planned);
            PageWords words =
                    PageWords.compile(front, source.frontMatter(), text -> template(text, imports, queryNames));
            Name named = source.frontMatter().find("theme").isPresent()
                    ? front.theme()
                    : project.theme().orElse(front.theme());
            Theme theme = Theme.load(project.themesFolder(), named.text(), problems, named.span());
            return new ReportPlan(
                    file,
                    needed,
                    sql.macros(),
                    sql.queries(),
                    planned,
                    expectations,
                    narrative,
                    words,
                    images,
                    theme,
                    extras(planned),
                    withoutConsequences(problems),
                    fingerprint(imports, needed, theme));
        }

        /// The style of charts where there is one, and the ECharts library where the project brings it.
        private PageExtras extras(List<PlannedComponent> planned) {
            boolean charts = planned.stream()
                    .anyMatch(p -> ChartComponents.all().contains(p.component())
                            || p.component().drawsChart(p.options()));
            boolean echarts =
                    planned.stream().anyMatch(p -> p.component().name().equals("echarts"));
            Path library = project.folder().resolve(ECHARTS);
            String script = "";
            if (echarts && Files.isRegularFile(library)) {
                try {
                    script = Files.readString(library) + "\n" + ChartComponents.echartsScript();
                } catch (IOException e) {
                    problems.add(
                            ProblemCode.UNREADABLE_FILE,
                            source.text().span(0, 3),
                            "the file " + ECHARTS + " can't be read");
                }
            }
            return new PageExtras(Html.empty(), charts ? ChartComponents.css() : "", script, List.of());
        }

        /// Where a fence or the front matter swallows the rest of the file, names that are missing are its doing.
        private List<Problem> withoutConsequences(Problems found) {
            boolean swallowed = found.list().stream().anyMatch(p -> SWALLOWING.contains(p.code()))
                    || (source.frontMatter().entries().isEmpty()
                            && found.list().stream().anyMatch(p -> YAML.contains(p.code())));
            return found.list().stream()
                    .filter(p -> !swallowed || !CONSEQUENCES.contains(p.code()))
                    .toList();
        }

        private ContentHash fingerprint(List<Import> imports, List<PlannedDataset> needed, Theme theme) {
            String report = source.text().text();
            List<String> shared = imports.stream()
                    .map(i -> i.file().text())
                    .distinct()
                    .map(project.sharedFiles()::get)
                    .filter(java.util.Objects::nonNull)
                    .map(f -> f.text().text())
                    .toList();
            List<String> datasets =
                    needed.stream().map(d -> d.dataset().sql().text()).toList();
            return ContentHash.of(fingerprint -> {
                fingerprint.add(report).add(theme.fingerprint());
                shared.forEach(fingerprint::add);
                datasets.forEach(fingerprint::add);
            });
        }

        /// Imports whose file and name are there, with the file's path from the project's folder.
        private List<Import> imports() {
            List<Import> found = new ArrayList<>();
            for (Import i : front.imports()) {
                String beside = "reports/" + file.name() + "/" + i.file().text();
                String path = project.sharedFiles().containsKey(beside)
                        ? beside
                        : i.file().text();
                SharedFile shared = project.sharedFiles().get(path);
                if (shared == null) {
                    problems.add(
                            ProblemCode.UNKNOWN_IMPORT,
                            i.file().span(),
                            "there is no file '" + i.file() + "' to import from",
                            Suggestion.sentence(
                                    "files",
                                    i.file().text(),
                                    project.sharedFiles().keySet()));
                } else if (!shared.names().contains(i.name().text())) {
                    problems.add(
                            ProblemCode.UNKNOWN_IMPORT,
                            i.name().span(),
                            "'" + i.file() + "' has nothing named '" + i.name() + "'",
                            Suggestion.sentence("it has", i.name().text(), shared.names()));
                } else {
                    found.add(new Import(i.name(), new Name(path, i.file().span())));
                }
            }
            return found;
        }

        /// Queries, parameters and imports share one narrative: no two of them have one name.
        private void checkNames() {
            Set<String> taken = new HashSet<>(List.of("site", "period", "params", "loop"));
            for (Block.Query query : source.queries()) {
                if (taken.contains(query.name().text())) {
                    problems.add(
                            ProblemCode.DUPLICATE_NAME,
                            query.name().span(),
                            "'" + query.name() + "' is a name of the narrative's own",
                            "Rename the query");
                }
            }
        }

        private List<PlannedExpectation> expectations(QueryPlanner.Plan sql, List<String> queryNames) {
            List<PlannedExpectation> planned = new ArrayList<>();
            for (ExpectationSpec spec : front.expectations()) {
                switch (spec) {
                    case ExpectationSpec.Rows rows -> {
                        if (queryNames.contains(rows.query().text())) {
                            planned.add(new PlannedExpectation.OnRows(rows));
                        } else {
                            problems.add(
                                    ProblemCode.UNKNOWN_QUERY,
                                    rows.query().span(),
                                    "no query is named '" + rows.query() + "'",
                                    Suggestion.sentence("queries", rows.query().text(), queryNames));
                        }
                    }
                    case ExpectationSpec.Condition condition ->
                        queries.statement("", condition.sql(), sql, queryNames, front.parameters(), problems)
                                .ifPresent(s -> planned.add(new PlannedExpectation.OnStatement(condition, s)));
                }
            }
            return planned;
        }

        private Optional<NarrativeTemplate> narrative(List<Import> imports, List<String> queryNames) {
            return template(source.template(), imports, queryNames);
        }

        /// A template in the report's file: the narrative, or the words of a component.
        private Optional<NarrativeTemplate> template(String text, List<Import> imports, List<String> queryNames) {
            Optional<NarrativeTemplate> narrative =
                    NarrativeTemplate.compile(source.text(), text, macros(imports), problems);
            narrative.ifPresent(n -> {
                List<String> roots = new ArrayList<>(List.of("site", "period", "params"));
                roots.addAll(queryNames);
                List<String> parameters =
                        front.parameters().stream().map(p -> p.name().text()).toList();
                Map<String, List<String>> attributes = new HashMap<>();
                attributes.put("period", PERIOD_NAMES);
                attributes.put("params", parameters);
                siteNames().ifPresent(names -> attributes.put("site", names));
                n.check(roots, attributes, problems);
            });
            return narrative;
        }

        /// What a site is asked for: known where a file lists the sites; a query's columns are known once it is asked.
        private Optional<List<String>> siteNames() {
            return project.listedSites().map(sites -> {
                Set<String> names = new LinkedHashSet<>(SITE_NAMES);
                sites.forEach(site -> names.addAll(site.attributes().keySet()));
                return List.copyOf(names);
            });
        }

        /// The text macros that are imported, and those of the same file that they call.
        private List<NarrativeTemplate.ImportedMacro> macros(List<Import> imports) {
            Map<String, NarrativeTemplate.ImportedMacro> macros = new LinkedHashMap<>();
            for (Import i : imports) {
                SharedFile shared = project.sharedFiles().get(i.file().text());
                if (shared != null) {
                    shared.textMacro(i.name().text()).ifPresent(m -> withCalled(m, shared, macros));
                }
            }
            return List.copyOf(macros.values());
        }

        private void withCalled(
                TextMacro macro, SharedFile shared, Map<String, NarrativeTemplate.ImportedMacro> macros) {
            SourceText text = shared.text();
            if (macros.putIfAbsent(macro.name().text(), new NarrativeTemplate.ImportedMacro(text, macro)) != null) {
                return;
            }
            for (TextMacro other : shared.textMacros()) {
                boolean called = Pattern.compile("(?<![\\p{L}\\p{N}_])"
                                + Pattern.quote(other.name().text()) + "\\s*\\(")
                        .matcher(macro.template())
                        .results()
                        .anyMatch(r -> !other.name().text().equals(macro.name().text()));
                if (called) {
                    withCalled(other, shared, macros);
                }
            }
        }

        private List<PlannedComponent> components(
                List<String> queryNames, Function<String, Optional<NarrativeTemplate>> compiler) {
            List<PlannedComponent> planned = new ArrayList<>();
            for (Block.Component block : source.components()) {
                Component component = components.find(block.kind().text()).orElseThrow();
                List<Key<?>> keys = Key.join(List.of(NAME), component.keys());
                Options options = Options.read(block.owner(), block.span(), block.body(), keys, problems);
                LiveWords words = LiveWords.compile(block, keys, compiler);
                Optional<Name> query = block.query();
                if (query.isPresent() && !queryNames.contains(query.get().text())) {
                    problems.add(
                            ProblemCode.UNKNOWN_QUERY,
                            query.get().span(),
                            "no query is named '" + query.get() + "'",
                            Suggestion.sentence("queries", query.get().text(), queryNames));
                } else if (query.isEmpty() && component.drawsQuery()) {
                    problems.add(
                            ProblemCode.UNKNOWN_QUERY,
                            block.kind().span(),
                            block.kind() + " does not say which query it draws",
                            Suggestion.sentence("Write ```" + block.kind() + " QUERY. Queries", "", queryNames));
                }
                String name = options.find(NAME)
                        .or(() -> query.map(Name::text))
                        .orElse(block.kind().text() + "-" + block.slot());
                planned.add(new PlannedComponent(
                        block.slot(), name, block.owner(), component, options, words, query.map(Name::text), block));
            }
            return planned;
        }

        private void checkSummary(List<PlannedComponent> planned) {
            List<String> names =
                    planned.stream().map(PlannedComponent::name).distinct().toList();
            for (Name name : front.mailSummary()) {
                if (!names.contains(name.text())) {
                    problems.add(
                            ProblemCode.UNKNOWN_COMPONENT,
                            name.span(),
                            "no component is named '" + name + "'",
                            Suggestion.sentence("components of the report", name.text(), names)
                                    + ". A component is called by its `name:`, or by its query");
                }
            }
        }
    }

    /// The queries of a report by name, for looking at one.
    public static Optional<PlannedQuery> query(ReportPlan plan, String name) {
        return plan.queries().stream().filter(q -> q.name().text().equals(name)).findFirst();
    }

    @Override
    public void close() {
        queries.close();
    }
}

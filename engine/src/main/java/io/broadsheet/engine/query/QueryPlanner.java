package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Dataset;
import io.broadsheet.engine.project.Import;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.SharedFile;
import io.broadsheet.engine.project.SourceSpec;
import io.broadsheet.engine.project.SqlMacro;
import io.broadsheet.engine.source.Block;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.Span;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the SQL of a project without touching data, and puts queries in the order of their references. Thread-safe.
public final class QueryPlanner implements AutoCloseable {
    private static final int MOST_QUERIES = 300;
    private static final Set<String> READING = Set.of("select", "with", "values", "table", "from");
    private static final Pattern MACRO_PARAMETERS = Pattern.compile(
            "(?i)\\s*(?:[\\p{L}_][\\p{L}\\p{N}_]*(?:\\s*:=\\s*(?:'[^']*'|-?\\d+(?:\\.\\d+)?|true|false|null))?\\s*"
                    + "(?:,\\s*|$))*");

    private static final Pattern VARIABLE = Pattern.compile("getvariable", Pattern.CASE_INSENSITIVE);

    private final Project project;
    private final SqlGate gate;

    public QueryPlanner(Project project) {
        this(project, SqlGate.open());
    }

    private QueryPlanner(Project project, SqlGate gate) {
        this.project = project;
        this.gate = gate;
    }

    /// Plans the project as it is now, at the same gate: this one is not used any more.
    public QueryPlanner again(Project now) {
        return new QueryPlanner(now, gate);
    }

    /// What was planned of a report's SQL.
    ///
    /// @param queries in the order in which they run
    /// @param macros in an order in which they can be made
    /// @param datasets the names of the datasets that are needed
    public record Plan(List<PlannedQuery> queries, List<PlannedMacro> macros, Set<String> datasets) {
        public Plan {
            queries = List.copyOf(queries);
            macros = List.copyOf(macros);
            datasets = Set.copyOf(datasets);
        }
    }

    /// Checks a dataset's SQL.
    public Optional<PlannedDataset> dataset(Dataset dataset, Problems problems) {
        SourceSpec source = project.sources().get(dataset.source().text());
        if (source == null) {
            // Said where the project is read.
            return Optional.empty();
        }
        if (source instanceof SourceSpec.FileFolder folder
                && folder.make().isEmpty()
                && !Files.isDirectory(folder.folder())) {
            problems.add(
                    ProblemCode.UNREADABLE_DATA,
                    source.span(),
                    "source '" + source.name() + "' has no folder "
                            + project.folder().relativize(folder.folder()),
                    "Make it, with CSV or Parquet files in it");
            return Optional.empty();
        }
        SqlDialect dialect = source instanceof SourceSpec.Jdbc jdbc ? SqlDialect.ofUrl(jdbc.url()) : SqlDialect.DUCKDB;
        SqlText text = SqlText.parseSingle(dataset.sql(), dialect, problems);
        Set<String> known = new LinkedHashSet<>(List.of("period_start", "period_end"));
        dataset.parameters().forEach(p -> known.add(p.name().text()));
        boolean good = parameters(text, known, problems);
        if (text.isBroken()) {
            return Optional.empty();
        }
        if (source instanceof SourceSpec.Jdbc) {
            BoundSql sql = text.bind(ParameterStyle.QUESTION);
            boolean reads = readsOnly(sql, problems);
            return good && reads
                    ? Optional.of(new PlannedDataset(dataset, sql, text.parameterNames()))
                    : Optional.empty();
        }
        BoundSql sql = text.bind(ParameterStyle.NUMBERED);
        // The tables of a folder are known once it is looked into: here only what the SQL does is checked.
        Optional<Set<String>> reads = check(sql, source, problems);
        return good && reads.isPresent()
                ? Optional.of(new PlannedDataset(dataset, sql, text.parameterNames()))
                : Optional.empty();
    }

    /// Checks SQL on a folder of files. Where there are no tables at all, what is missing is not in the SQL.
    private Optional<Set<String>> check(BoundSql sql, SourceSpec source, Problems problems) {
        List<String> tables = FileTables.names(source);
        Problems found = new Problems();
        Optional<Set<String>> reads = gate.check(sql, new SqlGate.Scope(tables, List.of()), found);
        for (Problem problem : found.list()) {
            boolean bare = tables.isEmpty() && problem.code() == ProblemCode.UNKNOWN_TABLE;
            problems.add(
                    bare && source instanceof SourceSpec.FileFolder folder
                            ? problem.withHint(FileTables.none(folder, project.folder()))
                            : problem);
        }
        return reads;
    }

    /// Checks and orders the SQL of a report.
    ///
    /// @param parameters the report's own
    public Plan report(
            List<Block.Query> queries, List<Import> imports, Collection<ParameterSpec> parameters, Problems problems) {
        return new ReportPass(imports, parameters, problems).plan(queries);
    }

    /// Checks one more statement of a report, such as an expectation's.
    public Optional<PlannedQuery> statement(
            String name,
            Snippet sql,
            Plan plan,
            Collection<String> queryNames,
            Collection<ParameterSpec> parameters,
            Problems problems) {
        SqlText text = SqlText.parseSingle(sql, SqlDialect.DUCKDB, problems);
        boolean good = parameters(text, known(parameters), problems);
        if (text.isBroken()) {
            return Optional.empty();
        }
        Set<String> tables = tables();
        tables.addAll(queryNames);
        List<String> macros =
                plan.macros().stream().map(m -> m.macro().name().text()).toList();
        BoundSql bound = text.bind(ParameterStyle.VARIABLE);
        return gate.check(bound, new SqlGate.Scope(tables, macros), problems)
                .filter(reads -> good)
                .map(reads -> new PlannedQuery(
                        new Name(name, sql.whole()), sql.whole(), Optional.empty(), bound, reads, false));
    }

    /// The datasets, those whose files can't be used too: what is wrong with them is said there.
    private Set<String> tables() {
        Set<String> tables = new LinkedHashSet<>(project.datasets().keySet());
        tables.addAll(project.brokenDatasets());
        return tables;
    }

    private static Set<String> known(Collection<ParameterSpec> parameters) {
        Set<String> known = new LinkedHashSet<>();
        parameters.forEach(p -> known.add(p.name().text()));
        known.addAll(ParameterSpec.BUILT_IN.stream().sorted().toList());
        return known;
    }

    private static boolean parameters(SqlText text, Set<String> known, Problems problems) {
        boolean good = true;
        for (SqlText.Use use : text.parameters()) {
            if (!known.contains(use.name())) {
                good = false;
                problems.add(
                        ProblemCode.UNKNOWN_PARAMETER,
                        use.span(),
                        "no parameter is named '" + use.name() + "'",
                        Suggestion.sentence("parameters", use.name(), known));
            }
        }
        // Values of the report before would be there: parameters are bound as variables, and these stay.
        Matcher variable = VARIABLE.matcher(text.text());
        if (variable.find()) {
            good = false;
            problems.add(
                    ProblemCode.REFUSED_SQL,
                    text.snippet().span(variable.start(), variable.end() - variable.start()),
                    "a report can't read variables of the database",
                    "Write a parameter as :NAME; a macro may bind it too");
        }
        return good;
    }

    private static boolean readsOnly(BoundSql sql, Problems problems) {
        if (sql.isEmpty()) {
            problems.add(
                    ProblemCode.BAD_SQL,
                    sql.firstLine(),
                    "the query is empty",
                    "Write a SELECT between the opening and the closing line");
            return false;
        }
        int at = SqlText.codeFrom(sql.text(), 0);
        while (at >= 0 && sql.text().charAt(at) == '(') {
            at = SqlText.codeFrom(sql.text(), at + 1);
        }
        Span first = sql.word(Math.max(0, at));
        if (!READING.contains(lower(first.text()))) {
            problems.add(
                    ProblemCode.REFUSED_SQL,
                    first,
                    first.text().toUpperCase(Locale.ROOT) + " can't be used in a report",
                    "A query on a source is one SELECT; begin it with SELECT or WITH");
            return false;
        }
        return true;
    }

    /// One pass over one report's SQL.
    private final class ReportPass {
        private final Collection<ParameterSpec> parameters;
        private final Problems problems;
        private final Map<String, PlannedMacro> macros = new LinkedHashMap<>();
        private final Set<String> imported = new LinkedHashSet<>();

        ReportPass(List<Import> imports, Collection<ParameterSpec> parameters, Problems problems) {
            this.parameters = parameters;
            this.problems = problems;
            for (Import i : imports) {
                SharedFile file = project.sharedFiles().get(i.file().text());
                if (file != null) {
                    file.sqlMacro(i.name().text()).ifPresent(m -> {
                        if (!gate.isBuiltIn(m.name().text())) {
                            imported.add(m.name().text());
                        }
                        macro(m, file, new HashSet<>());
                    });
                }
            }
        }

        /// Checks a macro after the macros of its file that it uses.
        private void macro(SqlMacro macro, SharedFile file, Set<String> open) {
            String name = macro.name().text();
            if (macros.containsKey(name)) {
                return;
            }
            if (gate.isBuiltIn(name)) {
                problems.add(
                        ProblemCode.DUPLICATE_NAME,
                        macro.name().span(),
                        "'" + name + "' is a function of the database's own",
                        "Rename the macro");
                return;
            }
            if (!open.add(name)) {
                problems.add(
                        ProblemCode.CYCLE,
                        macro.name().span(),
                        "the macro '" + name + "' uses itself",
                        "Break the circle; a recursive query is written WITH RECURSIVE");
                return;
            }
            SqlText text = SqlText.parseSingle(macro.body(), SqlDialect.DUCKDB, problems);
            String body = text.text();
            file.sqlMacros().stream()
                    .filter(other -> Pattern.compile(
                                    "(?i)\\b" + Pattern.quote(other.name().text()) + "\\s*\\(")
                            .matcher(body)
                            .find())
                    .forEach(other -> macro(other, file, open));
            open.remove(name);
            boolean good = parameters(text, known(parameters), problems);
            if (!MACRO_PARAMETERS.matcher(macro.parameters()).matches()) {
                good = false;
                problems.add(
                        ProblemCode.BAD_SQL,
                        macro.name().span(),
                        "the parameters of the macro '" + name + "' can't be read",
                        "Write names, with a plain value as default: weeks := 12");
            }
            if (text.isBroken()) {
                return;
            }
            BoundSql bound = text.bind(ParameterStyle.VARIABLE);
            BoundSql statement = macro.table() ? bound : bound.asExpression();
            Optional<Set<String>> reads =
                    gate.check(statement, new SqlGate.Scope(tables(), others(file, name)), problems);
            if (good && reads.isPresent()) {
                macros.put(name, new PlannedMacro(macro, bound, reads.get()));
            }
        }

        /// The macros of the same file that a macro may call; a name of DuckDB's own never stands for a macro.
        private List<String> others(SharedFile file, String name) {
            return file.sqlMacros().stream()
                    .map(m -> m.name().text())
                    .filter(other -> !other.equals(name) && !gate.isBuiltIn(other))
                    .toList();
        }

        Plan plan(List<Block.Query> queries) {
            Map<String, PlannedQuery> planned = new LinkedHashMap<>();
            Set<String> names = new LinkedHashSet<>();
            if (queries.size() > MOST_QUERIES) {
                problems.add(
                        ProblemCode.TOO_LARGE,
                        queries.get(MOST_QUERIES).span(),
                        "the report has " + queries.size() + " queries; a report may have " + MOST_QUERIES,
                        "Split the report");
                return new Plan(List.of(), List.of(), Set.of());
            }
            for (Block.Query query : queries) {
                checkName(query, names);
            }
            for (Block.Query query : queries) {
                query(query, names)
                        .ifPresent(q -> planned.putIfAbsent(lower(q.name().text()), q));
            }
            Set<String> datasets = new LinkedHashSet<>();
            Set<String> readByOthers = new HashSet<>();
            for (PlannedQuery query : planned.values()) {
                for (String table : query.reads()) {
                    dataset(table).ifPresent(datasets::add);
                    if (planned.containsKey(table)) {
                        readByOthers.add(table);
                    }
                }
            }
            macros.values().forEach(m -> m.reads().forEach(t -> dataset(t).ifPresent(datasets::add)));
            List<PlannedQuery> ordered = new Order(planned, problems)
                    .sorted().stream()
                            .map(q -> q.readByOthers(
                                    readByOthers.contains(lower(q.name().text()))))
                            .toList();
            return new Plan(ordered, List.copyOf(macros.values()), datasets);
        }

        private Optional<String> dataset(String lowerName) {
            return tables().stream().filter(d -> d.equalsIgnoreCase(lowerName)).findFirst();
        }

        private void checkName(Block.Query query, Set<String> names) {
            String name = query.name().text();
            boolean again = names.stream().anyMatch(n -> n.equalsIgnoreCase(name));
            boolean taken = project.datasets().keySet().stream().anyMatch(d -> d.equalsIgnoreCase(name));
            if (again || taken) {
                problems.add(
                        ProblemCode.DUPLICATE_NAME,
                        query.name().span(),
                        again ? "a query named '" + name + "' stands above" : "a dataset is named '" + name + "'",
                        "Rename one of them");
            }
            names.add(name);
        }

        private Optional<PlannedQuery> query(Block.Query query, Set<String> names) {
            if (query.source().isPresent()) {
                return sourceQuery(query, query.source().get());
            }
            SqlText text = SqlText.parseSingle(query.sql(), SqlDialect.DUCKDB, problems);
            boolean good = parameters(text, known(parameters), problems);
            if (text.isBroken() || isEmpty(query, problems)) {
                return Optional.empty();
            }
            BoundSql sql = text.bind(ParameterStyle.VARIABLE);
            Set<String> tables = tables();
            tables.addAll(names);
            return gate.check(sql, new SqlGate.Scope(tables, imported), problems)
                    .filter(reads -> good)
                    .map(reads -> new PlannedQuery(query.name(), query.span(), Optional.empty(), sql, reads, false));
        }

        private static boolean isEmpty(Block.Query query, Problems problems) {
            boolean empty = SqlText.codeFrom(query.sql().text(), 0) < 0;
            if (empty) {
                problems.add(
                        ProblemCode.BAD_SQL,
                        query.span(),
                        "query '" + query.name() + "' is empty",
                        "Write a SELECT between the opening and the closing line");
            }
            return empty;
        }

        private Optional<PlannedQuery> sourceQuery(Block.Query query, Name sourceName) {
            SourceSpec source = project.sources().get(sourceName.text());
            if (source == null) {
                problems.add(
                        ProblemCode.UNKNOWN_SOURCE,
                        sourceName.span(),
                        "no source is named '" + sourceName + "'",
                        Suggestion.sentence(
                                "sources", sourceName.text(), project.sources().keySet()));
                return Optional.empty();
            }
            boolean jdbc = source instanceof SourceSpec.Jdbc;
            SqlDialect dialect = source instanceof SourceSpec.Jdbc j ? SqlDialect.ofUrl(j.url()) : SqlDialect.DUCKDB;
            SqlText text = SqlText.parseSingle(query.sql(), dialect, problems);
            boolean good = parameters(text, known(parameters), problems);
            if (text.isBroken() || isEmpty(query, problems)) {
                return Optional.empty();
            }
            if (source.holdsManySites() && !text.parameterNames().contains("site")) {
                good = false;
                problems.add(
                        ProblemCode.UNSCOPED_QUERY,
                        query.name().span(),
                        "query '" + query.name() + "' reads source '" + sourceName
                                + "' of several sites and does not bind :site",
                        "Add `where SITE_COLUMN = :site`, or make it a dataset under datasets/");
            }
            BoundSql sql = text.bind(jdbc ? ParameterStyle.QUESTION : ParameterStyle.NUMBERED);
            good &= jdbc
                    ? readsOnly(sql, problems)
                    : check(sql, source, problems).isPresent();
            return good
                    ? Optional.of(new PlannedQuery(
                            query.name(), query.span(), Optional.of(sourceName.text()), sql, Set.of(), false))
                    : Optional.empty();
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Queries after what they read.
    private static final class Order {
        private final Map<String, PlannedQuery> queries;
        private final Problems problems;
        private final List<PlannedQuery> sorted = new ArrayList<>();
        private final Map<String, Boolean> seen = new HashMap<>();

        Order(Map<String, PlannedQuery> queries, Problems problems) {
            this.queries = queries;
            this.problems = problems;
        }

        List<PlannedQuery> sorted() {
            for (String name : queries.keySet()) {
                visit(name, new ArrayList<>());
            }
            return sorted;
        }

        private boolean visit(String name, List<String> path) {
            PlannedQuery query = queries.get(name);
            if (query == null) {
                return true;
            }
            Boolean done = seen.get(name);
            if (done != null) {
                return done;
            }
            if (path.contains(name)) {
                List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
                circle.add(name);
                circle.replaceAll(
                        q -> Objects.requireNonNull(queries.get(q)).name().text());
                problems.add(
                        ProblemCode.CYCLE,
                        query.name().span(),
                        circle.size() == 2
                                ? "query '" + circle.getFirst() + "' reads itself"
                                : "queries read each other in a circle: " + String.join(" -> ", circle),
                        "Break the circle: one of them must do without the others");
                return false;
            }
            path.add(name);
            boolean good = true;
            for (String table : query.reads().stream().sorted().toList()) {
                good &= visit(table, path);
            }
            path.removeLast();
            seen.putIfAbsent(name, good);
            if (good) {
                sorted.add(query);
            }
            return good;
        }
    }

    @Override
    public void close() {
        gate.close();
    }
}

package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Looks at an author's SQL before it runs: one SELECT, over tables and table functions by allow-list, without
/// functions that reach out, change from run to run, or make text without bounds. DuckDB itself parses; this
/// walks its tree. Thread-safe.
final class SqlGate implements AutoCloseable {
    /// Tables that the author may name, and the macros that are imported.
    record Scope(Collection<String> tables, Collection<String> macros) {}

    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "json_each", "json_tree", "repeat_row");
    private static final Map<String, String> REFUSED_FUNCTIONS = refusedFunctions();
    private static final Set<String> REFUSED_WORDS =
            Set.of("current_date", "current_timestamp", "current_time", "localtime", "localtimestamp");
    private static final Set<String> FILLING = Set.of("repeat", "lpad", "rpad", "list_resize", "array_resize");
    private static final Set<String> LISTING = Set.of("range", "generate_series");
    private static final Set<String> PRINTING = Set.of("printf", "format");
    private static final Pattern SMALL = Pattern.compile("\\d{1,5}");
    private static final Pattern WIDE = Pattern.compile("\\d{4}|%[^%a-zA-Z]*\\*|\\{[^}]*\\{");
    private static final Pattern DATABASES_OWN =
            Pattern.compile("(?:duckdb|pragma|sqlite|pg)_.*|information_schema|read_\\w+|glob|sniff_csv");
    private static final long LONGEST_FILL = 10_000;
    private static final String CLOCK = "it gives another result on another day; use :period_end";
    private static final String REACHES = "it reaches past the report's own data";
    private static final int LARGEST = 200_000;
    private static final int DEEPEST = 6_000;
    private static final int REMEMBERED = 500;
    private static final int LONGEST_MESSAGE = 200;
    private static final AtomicReference<@Nullable Ahead<DuckDBConnection, RuntimeException>> AHEAD =
            new AtomicReference<>();

    private final JsonTree.Reader reader = new JsonTree.Reader(DEEPEST);
    private final Ahead<DuckDBConnection, RuntimeException> connection;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    private SqlGate(Ahead<DuckDBConnection, RuntimeException> connection) {
        this.connection = connection;
    }

    /// A gate on a DuckDB instance of its own, which holds nothing.
    static SqlGate open() {
        Ahead<DuckDBConnection, RuntimeException> ahead = AHEAD.getAndSet(null);
        return new SqlGate(ahead == null ? begin(() -> {}) : ahead);
    }

    /// Begins to open the instance of the gate that is opened next.
    ///
    /// @param next what is done on the same thread then
    static void prepare(Runnable next) {
        dropPrepared();
        AHEAD.set(begin(next));
    }

    /// Closes what was prepared and that no gate has taken.
    static void dropPrepared() {
        Ahead<DuckDBConnection, RuntimeException> ahead = AHEAD.getAndSet(null);
        if (ahead == null) {
            return;
        }
        try {
            DuckDb.close(ahead.get());
        } catch (NoWorkFolderException _) {
            // Whoever needs it is told; here nobody did.
            return;
        }
    }

    private static Ahead<DuckDBConnection, RuntimeException> begin(Runnable next) {
        return Ahead.begin("sql-gate", () -> DuckDb.locked(List.of(), 128), next);
    }

    private static Map<String, String> refusedFunctions() {
        Map<String, String> refused = new HashMap<>();
        List.of("random", "uuid", "uuidv4", "uuidv7", "gen_random_uuid", "setseed", "stats", "vector_type")
                .forEach(f -> refused.put(f, "it gives another result each time"));
        List.of(
                        "ago",
                        "current_date",
                        "current_localtime",
                        "current_localtimestamp",
                        "current_timestamp",
                        "get_current_time",
                        "get_current_timestamp",
                        "now",
                        "pg_conf_load_time",
                        "pg_postmaster_start_time",
                        "today",
                        "transaction_timestamp")
                .forEach(f -> refused.put(f, CLOCK));
        List.of(
                        "currval",
                        "getenv",
                        "in_search_path",
                        "json_deserialize_sql",
                        "json_execute_serialized_sql",
                        "json_serialize_plan",
                        "json_serialize_sql",
                        "nextval",
                        "parse_duckdb_log_message",
                        "pg_sleep",
                        "query",
                        "query_table",
                        "setval",
                        "sleep",
                        "sleep_ms",
                        "txid_current",
                        "version",
                        "write_log")
                .forEach(f -> refused.put(f, REACHES));
        refused.put("error", "its message may hold customers' data; a condition belongs under `expect:`");
        return Map.copyOf(refused);
    }

    /// Why a function may not be called; empty where it may.
    private static Optional<String> refusal(String name) {
        String reason = REFUSED_FUNCTIONS.get(name);
        if (reason != null) {
            return Optional.of(reason);
        }
        boolean own = List.of("current_", "duckdb_", "pragma_", "inet_", "has_", "__internal").stream()
                .anyMatch(name::startsWith);
        return own ? Optional.of(REACHES) : Optional.empty();
    }

    /// Whether DuckDB itself has a function of this name, which a macro must not stand before.
    boolean isBuiltIn(String function) {
        Connection connection = this.connection.get();
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select count(*) from duckdb_functions() where lower(function_name) = lower(?)")) {
                statement.setString(1, function);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getLong(1) > 0;
                }
            } catch (SQLException e) {
                throw new IllegalStateException("DuckDB does not tell its functions", e);
            }
        }
    }

    /// What DuckDB's parser said: a tree, or an error with its place.
    private record Parsed(Optional<JsonTree> node, String error, int position) {
        static Parsed wrong(String error, int position) {
            return new Parsed(Optional.empty(), error, position);
        }
    }

    /// Checks a statement.
    ///
    /// @return the tables that it reads, of those allowed; empty where it is refused
    Optional<Set<String>> check(BoundSql sql, Scope scope, Problems problems) {
        if (sql.text().length() > LARGEST) {
            problems.add(
                    ProblemCode.TOO_LARGE,
                    sql.start(),
                    "the query has " + sql.text().length() + " characters; a query may have " + LARGEST,
                    "Move data into files of a source");
            return Optional.empty();
        }
        if (sql.isEmpty()) {
            problems.add(
                    ProblemCode.BAD_SQL,
                    sql.firstLine(),
                    "the query is empty",
                    "Write a SELECT between the opening and the closing line");
            return Optional.empty();
        }
        Parsed tree = parsed(sql.text());
        if (tree.node().isEmpty()) {
            refuse(tree, sql, scope.tables(), problems);
            return Optional.empty();
        }
        List<JsonTree> statements = tree.node().get().path("statements").items();
        if (statements.size() != 1) {
            problems.add(
                    ProblemCode.SEVERAL_STATEMENTS,
                    sql.start(),
                    "the query holds " + statements.size() + " statements",
                    "A query is one statement; give each its own fence");
            return Optional.empty();
        }
        Walk walk = new Walk(sql, scope, problems);
        walk.over(statements.getFirst());
        return walk.refused ? Optional.empty() : Optional.of(walk.read);
    }

    private Parsed parsed(String sql) {
        Parsed known = parsed.get(sql);
        if (known == null) {
            known = parse(sql);
            if (parsed.size() >= REMEMBERED) {
                parsed.clear();
            }
            parsed.put(sql, known);
        }
        return known;
    }

    private Parsed parse(String sql) {
        String json;
        Connection connection = this.connection.get();
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select json_serialize_sql(?::varchar, skip_null := true, skip_empty := true, skip_default := true)")) {
                statement.setString(1, sql);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    json = row.getString(1);
                }
            } catch (SQLException e) {
                return Parsed.wrong(String.valueOf(e.getMessage()), 0);
            }
        }
        try {
            JsonTree root = reader.read(json);
            return root.path("error").isTrue()
                    ? Parsed.wrong(
                            root.path("error_message").text(),
                            Utf8.offsetOf(sql, root.path("position").integer(0)))
                    : new Parsed(Optional.of(root), "", 0);
        } catch (JacksonException e) {
            return Parsed.wrong("expression depth", 0);
        }
    }

    private static void refuse(Parsed tree, BoundSql sql, Collection<String> tables, Problems problems) {
        if (tree.error().contains("expression depth")) {
            problems.add(
                    ProblemCode.TOO_DEEP,
                    sql.start(),
                    "the query is nested deeper than a query may be",
                    "Break it into several queries; an earlier query is a table");
        } else if (tree.error().startsWith("Only SELECT")) {
            refuseStatement(sql, problems);
        } else {
            String said = tree.error().lines().findFirst().orElse("it can't be read");
            String message = said.length() > LONGEST_MESSAGE ? said.substring(0, LONGEST_MESSAGE) + "…" : said;
            problems.add(
                    ProblemCode.BAD_SQL,
                    tree.position() == 0 ? sql.start() : sql.word(tree.position()),
                    "the query can't be read: " + message,
                    SyntaxHint.of(sql.text(), tree.position(), tables).orElse(""));
        }
    }

    private static void refuseStatement(BoundSql sql, Problems problems) {
        String word = sql.start().text().toUpperCase(Locale.ROOT);
        boolean select = Set.of("SELECT", "WITH", "FROM", "(").contains(word);
        Matcher writes =
                Pattern.compile("(?i)\\b(insert|update|delete|merge)\\b").matcher(sql.text());
        boolean pivots = word.equals("PIVOT")
                || word.equals("PIVOT_WIDER")
                || (select
                        && Pattern.compile("(?i)\\bpivot").matcher(sql.text()).find());
        if (pivots) {
            problems.add(
                    ProblemCode.REFUSED_SQL,
                    sql.start(),
                    "PIVOT without a list of values can't be used in a report",
                    "Name the values: PIVOT t ON channel IN ('kakao', 'direct') USING sum(v)");
        } else if (select && writes.find()) {
            refused(sql.word(writes.start()), writes.group().toUpperCase(Locale.ROOT), problems);
        } else {
            refused(sql.start(), word, problems);
        }
    }

    private static void refused(Span at, String word, Problems problems) {
        problems.add(
                ProblemCode.REFUSED_SQL,
                at,
                word + " can't be used in a report",
                "A query is one SELECT over datasets, earlier queries and imported macros");
    }

    /// One walk over a tree.
    private static final class Walk {
        private final BoundSql sql;
        private final Set<String> tables;
        private final Set<String> macros;
        private final Scope scope;
        private final Problems problems;
        private final Set<String> read = new LinkedHashSet<>();
        private boolean refused;

        Walk(BoundSql sql, Scope scope, Problems problems) {
            this.sql = sql;
            this.scope = scope;
            this.tables = lower(scope.tables());
            this.macros = lower(scope.macros());
            this.problems = problems;
        }

        private static Set<String> lower(Collection<String> names) {
            Set<String> lower = new LinkedHashSet<>();
            names.forEach(n -> lower.add(lower(n)));
            return lower;
        }

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        private record Visit(JsonTree node, Set<String> ctes) {}

        void over(JsonTree root) {
            Deque<Visit> open = new ArrayDeque<>();
            open.push(new Visit(root, Set.of()));
            while (!open.isEmpty()) {
                Visit visit = open.pop();
                JsonTree node = visit.node();
                Set<String> ctes = node.isObject() ? with(node, visit.ctes(), open) : visit.ctes();
                if (node.isObject()) {
                    look(node, ctes);
                }
                boolean tableFunction = node.path("type").text().equals("TABLE_FUNCTION");
                for (Map.Entry<String, JsonTree> child : node.fields()) {
                    if (child.getValue().isContainer() && !child.getKey().equals("cte_map")) {
                        // A table function is looked at as such, not as the function of the same name.
                        boolean call = tableFunction && child.getKey().equals("function");
                        open.push(new Visit(call ? child.getValue().path("arguments") : child.getValue(), ctes));
                    }
                }
                for (JsonTree item : node.items()) {
                    if (item.isContainer()) {
                        open.push(new Visit(item, ctes));
                    }
                }
            }
        }

        /// The names that are in scope below a node: each name of its WITH from the next one on, and inside of itself
        /// only where it is recursive.
        private Set<String> with(JsonTree node, Set<String> outer, Deque<Visit> open) {
            Set<String> scope = outer;
            for (JsonTree entry : node.path("cte_map").path("map").items()) {
                String name = lower(entry.path("key").text());
                JsonTree query = entry.path("value").path("query_node");
                boolean recursive = query.path("type").text().equals("RECURSIVE_CTE_NODE");
                Set<String> inner = new LinkedHashSet<>(scope);
                inner.add(name);
                open.push(new Visit(entry.path("value"), recursive ? inner : scope));
                scope = inner;
            }
            return scope;
        }

        private void look(JsonTree node, Set<String> ctes) {
            if (node.has("sample")) {
                sample(node);
            }
            switch (node.path("type").text()) {
                case "BASE_TABLE" -> table(node, ctes);
                case "TABLE_FUNCTION" -> tableFunction(node.path("function"), node);
                case "SHOW_REF" -> refuse(node, "DESCRIBE, SHOW and SUMMARIZE can't be used in a report", "");
                case "FUNCTION" -> function(node);
                case "COLUMN_REF" -> column(node);
                default -> {}
            }
        }

        private void sample(JsonTree node) {
            if (node.path("sample").path("seed").integer(-1) < 0) {
                refuse(
                        node,
                        "a sample gives another result each time",
                        "Give it a seed: USING SAMPLE reservoir(100 ROWS) REPEATABLE (42)");
            }
        }

        private void table(JsonTree node, Set<String> ctes) {
            String name = node.path("table_name").text();
            List<JsonTree> path = node.path("qualified_name").path("path").items();
            boolean qualified = path.size() > 1
                    || !node.path("schema_name").text().isEmpty()
                    || !node.path("catalog_name").text().isEmpty();
            String lower = lower(name);
            if (!qualified && ctes.contains(lower)) {
                return;
            }
            if (!qualified && tables.contains(lower)) {
                read.add(lower);
                return;
            }
            refused = true;
            if (qualified && tables.contains(lower)) {
                problems.add(
                        ProblemCode.UNKNOWN_TABLE,
                        place(node, name),
                        "tables have no schema here",
                        "Write " + name + " alone");
                return;
            }
            String first = path.size() > 1 ? path.getFirst().text() : name;
            if (!qualified && (name.contains("/") || name.contains(".") || name.contains("*"))) {
                problems.add(
                        ProblemCode.REFUSED_SQL,
                        whole(node),
                        "a report can't read the file '" + name + "'",
                        "Files belong to a source of broadsheet.yaml; a dataset reads them");
                return;
            }
            boolean own = DATABASES_OWN.matcher(lower).matches()
                    || DATABASES_OWN.matcher(lower(first)).matches();
            problems.add(
                    own ? ProblemCode.REFUSED_SQL : ProblemCode.UNKNOWN_TABLE,
                    place(node, name),
                    own
                            ? "the database's own '" + name + "' can't be read in a report"
                            : "there is no table '" + name + "' for this query",
                    scope.tables().isEmpty()
                            ? "It can read queries of this report that stand without it, and datasets: "
                                    + "datasets/NAME.sql, of which the project has none"
                            : Suggestion.sentence("tables", name, scope.tables()));
        }

        private void tableFunction(JsonTree function, JsonTree at) {
            String name = lower(function.path("function_name").text());
            boolean qualified =
                    function.path("qualified_name").path("path").items().size() > 1;
            if (!qualified && (TABLE_FUNCTIONS.contains(name) || macros.contains(name))) {
                return;
            }
            refused = true;
            boolean own =
                    refusal(name).isPresent() || DATABASES_OWN.matcher(name).matches();
            problems.add(
                    ProblemCode.REFUSED_SQL,
                    place(at, name),
                    "the table function '" + name + "' can't be used in a report",
                    own
                            ? "Because " + REACHES
                            : Suggestion.sentence("imported macros", name, scope.macros())
                                    + ". Import macros of shared files under `use:`");
        }

        private void function(JsonTree node) {
            String name = lower(node.path("function_name").text());
            Optional<String> reason = refusal(name);
            JsonTree arguments = node.path("arguments");
            if (reason.isPresent()) {
                refuse(node, "the function '" + name + "' can't be used in a report", "Because " + reason.get());
            } else if (name.equals("age") && arguments.items().size() == 1) {
                refuse(node, "'age' of one value can't be used in a report", "Because " + CLOCK);
            } else if (FILLING.contains(name) && !isSmall(arguments.path(1))) {
                refuse(node, "'" + name + "' needs a plain number of at most " + LONGEST_FILL + " as its length", "");
            } else if (LISTING.contains(name) && !allSmall(arguments)) {
                refuse(
                        node,
                        "'" + name + "' makes a list of any length here",
                        "Write it behind FROM, where it makes rows: from " + name + "(...) t(n)");
            } else if (PRINTING.contains(name) && !isPlainFormat(arguments.path(0))) {
                refuse(node, "'" + name + "' needs a plain format, with widths of at most 999", "");
            }
        }

        /// One call can make gigabytes that neither a timeout nor a memory limit stops: lengths must be small numbers
        /// that stand in the query.
        private static boolean isSmall(JsonTree argument) {
            JsonTree literal = argument.path("expression").path("literal");
            String text = literal.path("text").text();
            return !argument.has("name")
                    && literal.path("kind").text().equals("INTEGER")
                    && SMALL.matcher(text).matches()
                    && Long.parseLong(text) <= LONGEST_FILL;
        }

        private static boolean allSmall(JsonTree arguments) {
            for (JsonTree argument : arguments.items()) {
                if (!isSmall(argument)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isPlainFormat(JsonTree argument) {
            JsonTree literal = argument.path("expression").path("literal");
            return literal.path("kind").text().equals("STRING")
                    && !WIDE.matcher(literal.path("text").text()).find();
        }

        private void column(JsonTree node) {
            List<JsonTree> names = node.path("column_names").items();
            String word = names.size() == 1 ? lower(names.getFirst().text()) : "";
            if (REFUSED_WORDS.contains(word)) {
                refuse(node, "'" + word + "' can't be used in a report", "Because " + CLOCK);
            }
        }

        private void refuse(JsonTree node, String message, String hint) {
            refused = true;
            problems.add(ProblemCode.REFUSED_SQL, place(node, ""), message, hint);
        }

        private Span whole(JsonTree node) {
            int from = node.path("query_location").integer(0);
            int to = utf16(from + node.path("query_location_length").integer(1));
            return sql.span(utf16(from), Math.max(1, to - utf16(from)));
        }

        private Span place(JsonTree node, String name) {
            JsonTree location = node.path("query_location");
            if (location.isNumber()) {
                return sql.word(utf16(location.integer(0)));
            }
            int at = name.isEmpty() ? 0 : lower(sql.text()).indexOf(lower(name));
            return at <= 0 ? sql.start() : sql.span(at, name.length());
        }

        /// DuckDB counts bytes of UTF-8.
        private int utf16(int bytes) {
            return Utf8.offsetOf(sql.text(), bytes);
        }
    }

    @Override
    public void close() {
        DuckDBConnection gone = connection.get();
        // It holds nothing but memory: nobody need wait until that is given back.
        Thread.ofPlatform().daemon().name("sql-gate-close").start(() -> DuckDb.close(gone));
    }
}

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
import java.util.ArrayList;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Looks at an author's SQL before it runs: one SELECT, over tables and table functions by allow-list, without
/// functions
/// that reach out, change from run to run, or make text without bounds. DuckDB itself parses; this walks its tree.
/// Thread-safe.
final class SqlGate implements AutoCloseable {
    /// Tables that the author may name, and the macros that are imported.
    record Scope(Collection<String> tables, Collection<String> macros) {}

    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "json_each", "json_tree", "repeat_row");
    private static final Map<String, String> REFUSED_FUNCTIONS = refusedFunctions();
    private static final Set<String> REFUSED_WORDS =
            Set.of("current_date", "current_timestamp", "current_time", "localtime", "localtimestamp");
    private static final Set<String> FILLING = Set.of("repeat", "lpad", "rpad", "list_resize", "array_resize");
    private static final long LONGEST_FILL = 10_000;
    private static final String CLOCK = "it gives another result on another day; use :period_end";
    private static final int LARGEST = 200_000;

    private final ObjectMapper mapper = JsonMapper.shared();
    private final Connection connection;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    private SqlGate(Connection connection) {
        this.connection = connection;
    }

    /// A gate on a DuckDB instance of its own, which holds nothing.
    static SqlGate open() {
        return new SqlGate(DuckDb.locked(List.of(), 128));
    }

    private static Map<String, String> refusedFunctions() {
        Map<String, String> refused = new HashMap<>();
        List.of("random", "uuid", "uuidv4", "uuidv7", "gen_random_uuid", "setseed")
                .forEach(f -> refused.put(f, "it gives another result each time"));
        List.of(
                        "now",
                        "today",
                        "get_current_timestamp",
                        "get_current_time",
                        "current_localtime",
                        "current_localtimestamp",
                        "transaction_timestamp",
                        "current_date",
                        "current_timestamp")
                .forEach(f -> refused.put(f, CLOCK));
        List.of(
                        "query",
                        "query_table",
                        "nextval",
                        "currval",
                        "write_log",
                        "pg_sleep",
                        "sleep",
                        "sleep_ms",
                        "getenv",
                        "current_setting",
                        "current_database",
                        "current_schema",
                        "current_schemas",
                        "current_query",
                        "current_catalog",
                        "txid_current",
                        "current_connection_id",
                        "current_transaction_id",
                        "current_query_id",
                        "version",
                        "pragma_version",
                        "in_search_path",
                        "pg_typeof",
                        "json_execute_serialized_sql",
                        "json_serialize_sql",
                        "json_deserialize_sql",
                        "json_serialize_plan",
                        "icu_sort_key",
                        "add_parquet_key",
                        "parse_duckdb_log_message")
                .forEach(f -> refused.put(f, "it reaches past the report's own data"));
        refused.remove("icu_sort_key");
        refused.remove("pg_typeof");
        return Map.copyOf(refused);
    }

    /// What DuckDB's parser said: a tree, or an error with its place.
    private record Parsed(Optional<JsonNode> node, String error, int position) {}

    /// Checks a statement.
    ///
    /// @return the tables that it reads, of those allowed; empty where it is refused
    Optional<Set<String>> check(BoundSql sql, Scope scope, Problems problems) {
        if (sql.text().isBlank()) {
            problems.add(ProblemCode.BAD_SQL, sql.snippet().whole(), "the query is empty");
            return Optional.empty();
        }
        if (sql.text().length() > LARGEST) {
            problems.add(ProblemCode.TOO_LARGE, sql.span(0, 1), "the query has more than " + LARGEST + " characters");
            return Optional.empty();
        }
        Parsed tree = parsed.computeIfAbsent(sql.text(), this::parse);
        if (tree.node().isEmpty()) {
            refuse(tree, sql, problems);
            return Optional.empty();
        }
        Walk walk = new Walk(sql, scope, problems);
        walk.over(tree.node().get());
        return walk.refused ? Optional.empty() : Optional.of(walk.read);
    }

    private Parsed parse(String sql) {
        String json;
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select json_serialize_sql(?::varchar, skip_null := true, skip_empty := true, skip_default := true)")) {
                statement.setString(1, sql);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    json = row.getString(1);
                }
            } catch (SQLException e) {
                return new Parsed(Optional.empty(), String.valueOf(e.getMessage()), 0);
            }
        }
        try {
            JsonNode root = mapper.readTree(json);
            if (root.path("error").asBoolean(false)) {
                return new Parsed(
                        Optional.empty(),
                        root.path("error_message").asString("can't be read"),
                        root.path("position").asInt(0));
            }
            return new Parsed(Optional.of(root), "", 0);
        } catch (JacksonException e) {
            return new Parsed(Optional.empty(), "the query is nested too deep", 0);
        }
    }

    private static void refuse(Parsed tree, BoundSql sql, Problems problems) {
        if (!tree.error().startsWith("Only SELECT")) {
            problems.add(
                    tree.error().contains("deep") || tree.error().contains("expression depth")
                            ? ProblemCode.TOO_DEEP
                            : ProblemCode.BAD_SQL,
                    sql.word(tree.position()),
                    tree.error().lines().findFirst().orElse("the query can't be read"));
            return;
        }
        String start = sql.text().replaceFirst("(?s)^(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*", "");
        String word = start.split("[\\s(;]", 2)[0].toUpperCase(Locale.ROOT);
        int at = sql.text().length() - start.length();
        boolean pivots = word.equals("PIVOT") || word.equals("SELECT") || word.equals("WITH") || word.equals("FROM");
        problems.add(
                ProblemCode.REFUSED_SQL,
                sql.word(at),
                pivots
                        ? "PIVOT without a list of values can't be used in a report"
                        : word + " can't be used in a report",
                pivots
                        ? "Name the values: PIVOT t ON channel IN ('kakao', 'direct') USING sum(v)"
                        : "A query is one SELECT over datasets, earlier queries and imported macros");
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
            names.forEach(n -> lower.add(n.toLowerCase(Locale.ROOT)));
            return lower;
        }

        private record Visit(JsonNode node, Set<String> ctes) {}

        void over(JsonNode root) {
            Deque<Visit> open = new ArrayDeque<>();
            open.push(new Visit(root, Set.of()));
            while (!open.isEmpty()) {
                Visit visit = open.pop();
                JsonNode node = visit.node();
                Set<String> ctes = visit.ctes();
                if (node.isObject()) {
                    Set<String> own = ctes(node);
                    if (!own.isEmpty()) {
                        ctes = new LinkedHashSet<>(ctes);
                        ctes.addAll(own);
                    }
                    look(node, ctes);
                }
                for (JsonNode child : node) {
                    if (child.isContainer()) {
                        open.push(new Visit(child, ctes));
                    }
                }
            }
        }

        /// The names that a query node's WITH brings into scope.
        private Set<String> ctes(JsonNode node) {
            JsonNode map = node.path("cte_map").path("map");
            Set<String> names = new LinkedHashSet<>();
            for (JsonNode entry : map) {
                names.add(entry.path("key").asString("").toLowerCase(Locale.ROOT));
            }
            if (node.path("type").asString("").equals("RECURSIVE_CTE_NODE")) {
                names.add(node.path("cte_name").asString("").toLowerCase(Locale.ROOT));
            }
            return names;
        }

        private void look(JsonNode node, Set<String> ctes) {
            switch (node.path("type").asString("")) {
                case "BASE_TABLE" -> table(node, ctes);
                case "TABLE_FUNCTION" -> tableFunction(node.path("function"), node);
                case "SHOW_REF" -> refuse(node, "DESCRIBE, SHOW and SUMMARIZE can't be used in a report", "");
                case "FUNCTION" -> function(node);
                case "COLUMN_REF" -> column(node);
                default -> {}
            }
        }

        private void table(JsonNode node, Set<String> ctes) {
            String name = node.path("table_name").asString("");
            boolean qualified = node.path("qualified_name").path("path").size() > 1
                    || !node.path("schema_name").asString("").isEmpty()
                    || !node.path("catalog_name").asString("").isEmpty();
            String lower = name.toLowerCase(Locale.ROOT);
            if (!qualified && ctes.contains(lower)) {
                return;
            }
            if (!qualified && tables.contains(lower)) {
                read.add(lower);
                return;
            }
            refused = true;
            List<String> known = new ArrayList<>(scope.tables());
            problems.add(
                    ProblemCode.UNKNOWN_TABLE,
                    place(node, name),
                    "there is no table '" + name + "' for this query"
                            + (qualified ? " (tables have no schema here)" : ""),
                    Suggestion.sentence("tables", name, known));
        }

        private void tableFunction(JsonNode function, JsonNode at) {
            String name = function.path("function_name").asString("").toLowerCase(Locale.ROOT);
            boolean qualified = function.path("qualified_name").path("path").size() > 1;
            if (!qualified && (TABLE_FUNCTIONS.contains(name) || macros.contains(name))) {
                return;
            }
            List<String> known = new ArrayList<>(scope.macros());
            refused = true;
            problems.add(
                    ProblemCode.REFUSED_SQL,
                    place(at, name),
                    "the table function '" + name + "' can't be used in a report",
                    Suggestion.sentence("imported macros", name, known)
                            + ". Import macros of shared files under `use:`");
        }

        private void function(JsonNode node) {
            String name = node.path("function_name").asString("").toLowerCase(Locale.ROOT);
            String reason = REFUSED_FUNCTIONS.get(name);
            if (reason != null || name.startsWith("pragma_") || name.startsWith("duckdb_")) {
                refuse(
                        node,
                        "the function '" + name + "' can't be used in a report",
                        reason == null ? "It reaches past the report's own data" : "Because " + reason);
            } else if (FILLING.contains(name)) {
                filling(node, name);
            }
        }

        /// One call can make gigabytes that neither a timeout nor a memory limit stops: the length must be a small
        /// number.
        private void filling(JsonNode node, String name) {
            JsonNode length = node.path("arguments").path(1).path("expression").path("literal");
            boolean small = length.path("kind").asString("").equals("INTEGER")
                    && length.path("text").asString("").length() <= 5
                    && Long.parseLong(length.path("text").asString("0")) <= LONGEST_FILL;
            if (!small) {
                refuse(node, "'" + name + "' needs a plain number of at most " + LONGEST_FILL + " as its length", "");
            }
        }

        private void column(JsonNode node) {
            JsonNode names = node.path("column_names");
            String word = names.size() == 1 ? names.get(0).asString("").toLowerCase(Locale.ROOT) : "";
            if (REFUSED_WORDS.contains(word)) {
                refuse(node, "'" + word + "' can't be used in a report", "Because " + CLOCK);
            }
        }

        private void refuse(JsonNode node, String message, String hint) {
            refused = true;
            problems.add(ProblemCode.REFUSED_SQL, place(node, ""), message, hint);
        }

        private Span place(JsonNode node, String name) {
            JsonNode location = node.path("query_location");
            if (location.isNumber()) {
                return sql.word(utf16(location.asInt(0)));
            }
            int at = name.isEmpty() ? 0 : sql.text().toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT));
            return at <= 0 ? sql.word(firstWord()) : sql.span(at, name.length());
        }

        private int firstWord() {
            int at = 0;
            while (at < sql.text().length() && Character.isWhitespace(sql.text().charAt(at))) {
                at++;
            }
            return at;
        }

        /// DuckDB counts bytes of UTF-8.
        private int utf16(int bytes) {
            return Utf8.offsetOf(sql.text(), bytes);
        }
    }

    @Override
    public void close() {
        DuckDb.close(connection);
    }
}

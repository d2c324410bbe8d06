package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Site;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/// A DuckDB instance that holds one site's rows and nothing else, lent for the time that this site's reports are made.
/// What is made in it are temporary things of one connection: they are gone when the workbench is given back. Used by
/// one
/// thread at a time.
public final class Workbench implements AutoCloseable {
    private final WorkbenchPool.Instance instance;
    private final WorkbenchPool pool;
    private final Site site;
    private final Connection connection;
    private final Limits limits;
    private final RunningStatements running;
    private final Set<String> loaded = new HashSet<>();
    private final Map<String, Object> bound = new HashMap<>();

    Workbench(
            WorkbenchPool pool,
            WorkbenchPool.Instance instance,
            Site site,
            Connection connection,
            Limits limits,
            RunningStatements running) {
        this.pool = pool;
        this.instance = instance;
        this.site = site;
        this.connection = connection;
        this.limits = limits;
        this.running = running;
    }

    public Site site() {
        return site;
    }

    Connection connection() {
        return connection;
    }

    WorkbenchPool.Instance instance() {
        return instance;
    }

    /// Whether a dataset, read with these values, is here already.
    boolean holds(String key) {
        return loaded.contains(key);
    }

    void remember(String key) {
        loaded.add(key);
    }

    /// Makes the values and macros that a report's SQL uses. Macros hold no rows: an instance keeps them for the next
    /// site.
    public void define(List<PlannedMacro> macros, Bindings bindings, Problems problems) {
        if (!macros.isEmpty()) {
            bind(bindings);
        }
        for (PlannedMacro macro : macros) {
            String name = macro.macro().name().text();
            String head = "create or replace macro " + DuckDb.identifier(name) + "("
                    + macro.macro().parameters() + ") as " + (macro.macro().table() ? "table " : "");
            String statement = head + macro.body().text();
            if (instance.hasMacro(name, statement)) {
                continue;
            }
            try {
                DuckDb.run(connection, statement);
                instance.rememberMacro(name, statement);
            } catch (DuckDbException e) {
                problems.add(SqlFailure.ofDuckDb(e.failure(), name, macro.body(), head.length()));
            }
        }
    }

    /// Values are variables of the connection: set where they differ from those of the report before.
    private void bind(Bindings bindings) {
        StringBuilder sets = new StringBuilder();
        bindings.values().forEach((name, value) -> {
            if (!value.equals(bound.put(name, value))) {
                sets.append("set variable ")
                        .append(name)
                        .append(" = ")
                        .append(Bindings.literal(value))
                        .append("; ");
            }
        });
        if (!sets.isEmpty()) {
            DuckDb.run(connection, sets.toString());
        }
    }

    /// Runs a query of the workbench. Where it fails, the reason is added and there is no frame.
    public Optional<Frame> run(PlannedQuery query, Bindings bindings, Problems problems) {
        bind(bindings);
        String name = query.name().text();
        if (!query.readByOthers()) {
            return read(name, query.sql(), query.sql().text(), problems);
        }
        String head = "create or replace temp table " + DuckDb.identifier(name) + " as ";
        return execute(name, query.sql(), head, problems) ? table(name, query.sql(), problems) : Optional.empty();
    }

    /// The rows of a table that is here.
    Optional<Frame> table(String name, BoundSql origin, Problems problems) {
        return read(name, origin, "from " + DuckDb.identifier(name), problems);
    }

    private boolean execute(String name, BoundSql sql, String head, Problems problems) {
        try (Statement statement = connection.createStatement()) {
            running.guard(statement, limits.queryTime(), () -> statement.execute(head + sql.text()));
            return true;
        } catch (SQLException e) {
            problems.add(SqlFailure.ofDuckDb(e, name, sql, head.length()));
        } catch (RunningStatements.Ended e) {
            problems.add(QueryException.ended(e, name, sql, head.length(), limits.queryTime()));
        }
        return false;
    }

    private Optional<Frame> read(String name, BoundSql sql, String text, Problems problems) {
        try (Statement statement = connection.createStatement()) {
            return Optional.of(running.guard(statement, limits.queryTime(), () -> {
                try (ResultSet result = statement.executeQuery(text)) {
                    return FrameReader.read(result, site.zone(), limits.resultRows());
                }
            }));
        } catch (SQLException e) {
            problems.add(SqlFailure.ofDuckDb(e, name, sql, 0));
        } catch (RunningStatements.Ended e) {
            problems.add(QueryException.ended(e, name, sql, 0, limits.queryTime()));
        } catch (FrameReader.Unreadable e) {
            problems.add(e.problem(name, sql, limits.resultRows()));
        }
        return Optional.empty();
    }

    /// Loads a source's query as a table of its own.
    Optional<Frame> load(PlannedQuery query, JdbcDatabase source, Bindings bindings, Problems problems) {
        String name = query.name().text();
        try {
            source.load(
                    "query '" + name + "'",
                    query.sql(),
                    bindings,
                    connection,
                    (columns, from) -> "create or replace temp table " + DuckDb.identifier(name) + " as select "
                            + columns + " from " + from,
                    rows -> {});
        } catch (QueryException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
        return table(name, query.sql(), problems);
    }

    /// Loads this site's rows of a dataset, straight from the source.
    void load(PlannedDataset dataset, BoundSql sql, JdbcDatabase source, Bindings bindings, LongConsumer progress)
            throws QueryException {
        source.load(
                "dataset '" + dataset.name() + "'",
                sql,
                bindings,
                connection,
                (columns, from) -> "create or replace temp table " + DuckDb.identifier(dataset.name()) + " as select "
                        + columns + " from " + from,
                progress);
    }

    /// How many rows a table has that is here.
    long count(String table) {
        try (PreparedStatement statement =
                        connection.prepareStatement("select count(*) from " + DuckDb.identifier(table));
                ResultSet count = statement.executeQuery()) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("rows can't be counted", e);
        }
    }

    /// Takes rows that were put into a file of the workbench's own, and removes the file.
    void take(Path file, String table) {
        DuckDb.run(
                connection,
                "create or replace temp table " + DuckDb.identifier(table) + " as from read_parquet("
                        + DuckDb.quoted(file.toString()) + ")");
        WorkFolder.delete(file);
    }

    /// Forgets the tables of a report's queries, so that the next report begins with the datasets only.
    public void forget(List<PlannedQuery> queries) {
        for (PlannedQuery query : queries) {
            if (query.readByOthers() || query.source().isPresent()) {
                DuckDb.run(
                        connection,
                        "drop table if exists " + DuckDb.identifier(query.name().text()));
            }
        }
    }

    @Override
    public void close() {
        DuckDb.close(connection);
        pool.giveBack(instance);
    }
}

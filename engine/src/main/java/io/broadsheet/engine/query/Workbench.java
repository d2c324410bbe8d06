package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Site;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
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

    /// Makes the values and macros that a report's SQL uses.
    ///
    /// @return whether all of them could be made
    public boolean define(List<PlannedMacro> macros, Bindings bindings, Problems problems) {
        boolean all = true;
        for (PlannedMacro macro : macros) {
            for (String name : macro.body().order()) {
                Object value = bindings.values().get(name);
                if (value != null) {
                    DuckDb.run(connection, "set variable " + DuckDb.identifier(name) + " = " + Bindings.literal(value));
                }
            }
            String name = macro.macro().name().text();
            String head = "create or replace temp macro " + DuckDb.identifier(name) + "("
                    + macro.macro().parameters() + ") as " + (macro.macro().table() ? "table " : "");
            try {
                DuckDb.run(connection, head + macro.body().text());
            } catch (DuckDbException e) {
                problems.add(SqlFailure.ofDuckDb(e.failure(), "macro '" + name + "'", macro.body(), head.length()));
                all = false;
            }
        }
        return all;
    }

    /// Runs a query of the workbench. Where it fails, the reason is added and there is no frame.
    public Optional<Frame> run(PlannedQuery query, Bindings bindings, Problems problems) {
        String name = query.name().text();
        if (!query.readByOthers()) {
            return read(query.owner(), query.sql(), query.sql().text(), 0, bindings, problems);
        }
        String head = "create or replace temp table " + DuckDb.identifier(name) + " as ";
        if (!execute(query.owner(), query.sql(), head, bindings, problems)) {
            return Optional.empty();
        }
        return table(query, problems);
    }

    /// The rows of a table that is here.
    Optional<Frame> table(PlannedQuery query, Problems problems) {
        String text = "from " + DuckDb.identifier(query.name().text());
        return read(query.owner(), query.sql(), text, -1, Bindings.of(java.util.Map.of()), problems);
    }

    private boolean execute(String owner, BoundSql sql, String head, Bindings bindings, Problems problems) {
        try (PreparedStatement statement = connection.prepareStatement(head + sql.text())) {
            bindings.bind(statement, sql.order());
            running.guard(statement, limits.queryTime(), statement::execute);
            return true;
        } catch (SQLException e) {
            problems.add(SqlFailure.ofDuckDb(e, owner, sql, head.length()));
        } catch (RunningStatements.Ended e) {
            problems.add(ended(e, owner, sql, head.length()));
        }
        return false;
    }

    private Optional<Frame> read(
            String owner, BoundSql sql, String text, int prefix, Bindings bindings, Problems problems) {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            if (prefix >= 0) {
                bindings.bind(statement, sql.order());
            }
            return Optional.of(running.guard(statement, limits.queryTime(), () -> {
                try (ResultSet result = statement.executeQuery()) {
                    return FrameReader.read(result, site.zone(), limits.resultRows());
                }
            }));
        } catch (SQLException e) {
            problems.add(SqlFailure.ofDuckDb(e, owner, sql, Math.max(0, prefix)));
        } catch (RunningStatements.Ended e) {
            boolean lost =
                    prefix >= 0 && e.end() == RunningStatements.End.BY_ITSELF && StreamFailure.isLost(e.failure());
            problems.add(lost ? reason(e, owner, sql, bindings) : ended(e, owner, sql, Math.max(0, prefix)));
        } catch (FrameReader.Unreadable e) {
            problems.add(unreadable(e, owner, sql));
        }
        return Optional.empty();
    }

    private Problem reason(RunningStatements.Ended failure, String owner, BoundSql sql, Bindings bindings) {
        try {
            StreamFailure.runAgain(connection, sql, bindings, running, limits.queryTime());
            return ended(failure, owner, sql, 0);
        } catch (SQLException e) {
            return SqlFailure.ofDuckDb(e, owner, sql, StreamFailure.HEAD.length());
        } catch (RunningStatements.Ended e) {
            return ended(e, owner, sql, StreamFailure.HEAD.length());
        }
    }

    private Problem unreadable(FrameReader.Unreadable e, String owner, BoundSql sql) {
        return switch (e) {
            case FrameReader.TooManyRows t ->
                new Problem(
                        ProblemCode.TOO_MANY_ROWS,
                        sql.firstLine(),
                        owner + " gives more than " + limits.resultRows() + " rows",
                        "Aggregate or limit it, or raise `limits: result-rows` in broadsheet.yaml");
            case FrameReader.DuplicateColumn d ->
                new Problem(
                        ProblemCode.DUPLICATE_COLUMN,
                        sql.firstLine(),
                        owner + " has two columns named '" + d.column() + "'",
                        "Name one of them with `as`");
        };
    }

    private Problem ended(RunningStatements.Ended e, String owner, BoundSql sql, int prefix) {
        return QueryException.ended(e, owner, sql, prefix, limits.queryTime());
    }

    /// Loads a source's query as a table of its own.
    Optional<Frame> load(PlannedQuery query, JdbcDatabase source, Bindings bindings, Problems problems) {
        String name = query.name().text();
        try {
            source.load(
                    query.owner(),
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
        return table(query, problems);
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

    /// Takes a slice that was put into the workbench's own folder, and removes the file.
    void take(String table) {
        take(table, table);
    }

    void take(String slot, String table) {
        java.nio.file.Path file = instance.slot(slot);
        DuckDb.run(
                connection,
                "create or replace temp table " + DuckDb.identifier(table) + " as from read_parquet("
                        + DuckDb.quoted(file.toString()) + ")");
        WorkFolder.delete(file);
    }

    /// Forgets a report's macros and the tables of its queries, so that the next report begins with the datasets only.
    public void forget(List<PlannedQuery> queries, List<PlannedMacro> macros) {
        for (PlannedMacro macro : macros) {
            DuckDb.run(
                    connection,
                    "drop macro " + (macro.macro().table() ? "table " : "") + "if exists "
                            + DuckDb.identifier(macro.macro().name().text()));
        }
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

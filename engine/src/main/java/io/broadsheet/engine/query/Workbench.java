package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
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
    private final Set<DatasetKey> loaded = new HashSet<>();
    private final Map<String, Object> bound = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private boolean used;

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

    /// Whoever takes it may do anything with it.
    Connection connection() {
        used = true;
        return connection;
    }

    WorkbenchPool.Instance instance() {
        return instance;
    }

    /// Whether a dataset, read with these values, is here already.
    boolean holds(DatasetKey key) {
        return loaded.contains(key);
    }

    void remember(DatasetKey key) {
        loaded.add(key);
    }

    /// Makes the values and macros that a report's SQL uses. Macros hold no rows: an instance keeps them for the next
    /// site.
    ///
    /// @return whether all of them could be made
    public boolean define(List<PlannedMacro> macros, Bindings bindings, Problems problems) {
        boolean all = true;
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
                problems.add(SqlFailure.ofDuckDb(e.failure(), "macro '" + name + "'", macro.body(), head.length()));
                all = false;
            }
        }
        return all;
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
        used = true;
        bind(bindings);
        String name = query.name().text();
        if (!query.readByOthers()) {
            return read(name, query.sql(), Optional.empty(), problems);
        }
        String head = "create or replace temp table " + DuckDb.identifier(name) + " as ";
        if (!execute(name, query.sql(), head, problems)) {
            return Optional.empty();
        }
        return table(name, query.sql(), problems);
    }

    /// The rows of a table that is here.
    Optional<Frame> table(String name, BoundSql origin, Problems problems) {
        return read(name, origin, Optional.of(DuckDb.identifier(name)), problems);
    }

    private boolean execute(String name, BoundSql sql, String head, Problems problems) {
        made.add(name);
        try (Statement statement = connection.createStatement()) {
            checkNames(sql);
            running.guard(statement, limits.queryTime(), () -> statement.execute(head + sql.text()));
            return true;
        } catch (FrameReader.DuplicateColumn e) {
            problems.add(unreadable(e, name, sql));
        } catch (SQLException e) {
            problems.add(SqlFailure.ofDuckDb(e, owner(name), sql, head.length()));
        } catch (RunningStatements.Ended e) {
            problems.add(ended(e, name, sql, head.length()));
        }
        return false;
    }

    /// A table would give two columns of one name two names without a word. A query's columns are the same for every
    /// site: an instance looks once.
    private void checkNames(BoundSql sql) throws SQLException {
        if (instance.hasGoodNames(sql.text())) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            FrameReader.checkNames(SiteCut.names(statement.getMetaData()));
        }
        instance.rememberGoodNames(sql.text());
    }

    private static String owner(String query) {
        return "query '" + query + "'";
    }

    /// @param table where the rows are already; the query itself otherwise
    private Optional<Frame> read(String name, BoundSql sql, Optional<String> table, Problems problems) {
        String text = table.map(t -> "from " + t).orElse(sql.text());
        try (Statement statement = connection.createStatement()) {
            return Optional.of(running.guard(statement, limits.queryTime(), () -> {
                try (ResultSet result = statement.executeQuery(text)) {
                    return FrameReader.read(result, site.zone(), limits.resultRows());
                }
            }));
        } catch (SQLException e) {
            problems.add(SqlFailure.ofDuckDb(e, owner(name), sql, 0));
        } catch (RunningStatements.Ended e) {
            if (table.isEmpty() && e.end() == RunningStatements.End.BY_ITSELF && SqlFailure.isMute(e.failure())) {
                return readAgain(name, sql, problems);
            }
            problems.add(ended(e, name, sql, 0));
        } catch (FrameReader.Unreadable e) {
            problems.add(unreadable(e, name, sql));
        }
        return Optional.empty();
    }

    /// A result that fails before its first row doesn't say why. Made into a table, it does.
    private Optional<Frame> readAgain(String name, BoundSql sql, Problems problems) {
        if (!execute(name, sql, "create or replace temp table " + AGAIN + " as ", problems)) {
            return Optional.empty();
        }
        Optional<Frame> frame = read(name, sql, Optional.of(AGAIN), problems);
        DuckDb.run(connection, "drop table " + AGAIN);
        return frame;
    }

    private static final String AGAIN = "\"broadsheet again\"";

    private Problem unreadable(FrameReader.Unreadable e, String name, BoundSql sql) {
        return e.problem(owner(name), sql, limits.resultRows());
    }

    private Problem ended(RunningStatements.Ended e, String name, BoundSql sql, int prefix) {
        String owner = owner(name);
        return switch (e.end()) {
            case BY_ITSELF -> SqlFailure.ofDuckDb(e.failure(), owner, sql, prefix);
            case BY_DEADLINE -> QueryException.tooSlow(owner, sql, limits.queryTime());
            case BY_STOP -> QueryException.stopped(owner, sql);
        };
    }

    /// Loads a source's query as a table of its own.
    Optional<Frame> load(PlannedQuery query, JdbcDatabase source, Bindings bindings, Problems problems) {
        String name = query.name().text();
        try {
            source.load(transfer(owner(name), name, query.sql(), bindings, rows -> {}));
        } catch (QueryException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
        return table(name, query.sql(), problems);
    }

    /// Loads this site's rows of a dataset, straight from the source.
    ///
    /// @return how many rows came
    long load(PlannedDataset dataset, JdbcDatabase source, Bindings bindings, LongConsumer progress)
            throws QueryException {
        return source.load(
                transfer(dataset.owner(), dataset.name(), dataset.sql(), bindings, progress), dataset, site.id());
    }

    private JdbcDatabase.Transfer transfer(
            String owner, String table, BoundSql sql, Bindings bindings, LongConsumer progress) {
        used = true;
        made.add(table);
        return new JdbcDatabase.Transfer(
                owner,
                sql,
                bindings,
                connection,
                (columns, from) -> "create or replace temp table " + DuckDb.identifier(table) + " as select " + columns
                        + " from " + from,
                limits.siteRows(),
                limits.queryTime(),
                progress);
    }

    /// Takes a dataset's slice that was put into the workbench's own folder.
    ///
    /// @return how many rows it has
    long take(PlannedDataset dataset, Path file, SliceColumns columns) throws QueryException {
        return take(file, dataset.name(), columns, dataset.owner(), dataset.sql());
    }

    /// Takes a query's result that was put into the workbench's own folder.
    void take(PlannedQuery query, Path file, SliceColumns columns) throws QueryException {
        String name = query.name().text();
        take(file, name, columns, owner(name), query.sql());
    }

    /// The file is gone afterwards in any case.
    private long take(Path file, String table, SliceColumns columns, String owner, BoundSql sql) throws QueryException {
        used = true;
        made.add(table);
        try (Statement statement = connection.createStatement()) {
            String name = DuckDb.identifier(table);
            running.guard(
                    statement,
                    limits.queryTime(),
                    () -> statement.execute("create or replace temp table " + name + " as select *"
                            + columns.replacedOnTheWayIn() + " from read_parquet("
                            + DuckDb.quoted(file.toString()) + ")"));
            long rows = count(statement, "from " + name);
            if (rows > limits.siteRows()) {
                statement.execute("drop table " + name);
                throw new QueryException(QueryException.tooManyRows(owner, sql, limits.siteRows(), "site-rows"));
            }
            return rows;
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, owner, sql, SqlFailure.ELSEWHERE));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(
                    switch (e.end()) {
                        case BY_ITSELF -> SqlFailure.ofDuckDb(e.failure(), owner, sql, SqlFailure.ELSEWHERE);
                        case BY_DEADLINE -> QueryException.tooSlow(owner, sql, limits.queryTime());
                        case BY_STOP -> QueryException.stopped(owner, sql);
                    });
        } finally {
            WorkFolder.delete(file);
        }
    }

    private static long count(Statement statement, String from) throws SQLException {
        try (ResultSet result = statement.executeQuery("select count(*) " + from)) {
            result.next();
            return result.getLong(1);
        }
    }

    /// Forgets the tables of a report's queries, so that the next report begins with the datasets only.
    public void forget(List<PlannedQuery> queries) {
        for (PlannedQuery query : queries) {
            String name = query.name().text();
            if (made.remove(name)) {
                DuckDb.run(connection, "drop table if exists " + DuckDb.identifier(name));
            }
        }
    }

    @Override
    public void close() {
        try {
            DuckDb.close(connection);
        } finally {
            pool.giveBack(instance, used);
        }
    }
}

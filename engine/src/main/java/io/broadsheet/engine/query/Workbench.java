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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/// A DuckDB instance that holds one site's rows and nothing else, lent for the time that this site's reports are made.
/// What is made in it are temporary tables of one connection: they are dropped when the workbench is given back, and
/// the connection with them where somebody else had it. Used by one thread at a time.
public final class Workbench implements AutoCloseable {
    private final WorkbenchPool.Instance instance;
    private final WorkbenchPool pool;
    private final Site site;
    private final Connection connection;
    private final Limits limits;
    private final RunningStatements running;
    private final Map<String, DatasetKey> loaded = new HashMap<>();
    private final Set<String> slices = new LinkedHashSet<>();
    private final Set<String> made = new LinkedHashSet<>();
    private final Map<KeptStatements.Asked, Frame> answers = new HashMap<>();
    private Map<String, String> macros = Map.of();
    private Set<String> macroValues = Set.of();
    private boolean used;
    private boolean taken;
    private boolean repeated;

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
        taken = true;
        return connection;
    }

    WorkbenchPool.Instance instance() {
        return instance;
    }

    /// Whether a dataset, read with these values, is here already, and not with others since.
    boolean holds(DatasetKey key) {
        return key.equals(loaded.get(key.dataset()));
    }

    void remember(DatasetKey key) {
        if (loaded.put(key.dataset(), key) != null) {
            forgetAnswers();
        }
    }

    /// A dataset is to be read anew.
    void expire(String dataset) {
        loaded.remove(dataset);
        forgetAnswers();
    }

    /// What is known of other rows, or of other columns, is not known any more.
    private void forgetAnswers() {
        answers.clear();
        instance.forgetGoodNames();
    }

    /// Makes the values and macros that a report's SQL uses. Macros hold no rows: an instance keeps them
    /// for the next site.
    ///
    /// @return whether all of them could be made
    public boolean define(List<PlannedMacro> macros, Bindings bindings, Problems problems) {
        boolean all = true;
        if (!macros.isEmpty()) {
            bind(bindings);
        }
        Map<String, String> statements = new HashMap<>();
        Set<String> values = new HashSet<>();
        for (PlannedMacro macro : macros) {
            String name = macro.macro().name().text();
            String head = "create or replace macro " + DuckDb.identifier(name) + "("
                    + macro.macro().parameters() + ") as " + (macro.macro().table() ? "table " : "");
            String statement = head + macro.body().text();
            statements.put(name, statement);
            values.addAll(macro.body().order());
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
        this.macros = Map.copyOf(statements);
        this.macroValues = Set.copyOf(values);
        return all;
    }

    /// Values are variables of the connection: set where they differ from those of the report before.
    private void bind(Bindings bindings) {
        StringBuilder sets = new StringBuilder();
        bindings.values().forEach((name, value) -> {
            if (instance.rememberBound(name, value)) {
                // In quotes: a parameter may be named as a word of SQL is.
                sets.append("set variable \"")
                        .append(name)
                        .append("\" = ")
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
        if (query.readByOthers()) {
            String head = "create or replace temp table " + DuckDb.identifier(name) + " as ";
            if (!execute(name, query.sql(), head, bindings, problems)) {
                return Optional.empty();
            }
            return read(name, query.sql(), Optional.of(DuckDb.identifier(name)), bindings, problems);
        }
        // What several reports expect of the datasets is asked once.
        boolean shared = name.isEmpty() && query.reads().stream().noneMatch(this::isMade);
        KeptStatements.Asked asked = asked(query.sql().text(), query.sql(), bindings);
        if (shared && answers.containsKey(asked)) {
            return Optional.of(answers.get(asked));
        }
        Optional<Frame> frame = read(name, query.sql(), Optional.empty(), bindings, problems);
        if (shared) {
            frame.ifPresent(f -> answers.put(asked, f));
        }
        return frame;
    }

    private boolean isMade(String table) {
        return made.stream().anyMatch(table::equalsIgnoreCase);
    }

    private KeptStatements.Asked asked(String text, BoundSql origin, Bindings bindings) {
        Set<String> names = new HashSet<>(macroValues);
        names.addAll(origin.order());
        return new KeptStatements.Asked(
                text, origin.text(), bindings.only(names).values(), macros);
    }

    /// The rows of a table that is here.
    Optional<Frame> table(String name, BoundSql origin, Bindings bindings, Problems problems) {
        return read(name, origin, Optional.of(DuckDb.identifier(name)), bindings, problems);
    }

    private boolean execute(String name, BoundSql sql, String head, Bindings bindings, Problems problems) {
        made.add(name);
        try {
            checkNames(sql);
            ask(head + sql.text(), sql, bindings, new Ask<Boolean>() {
                @Override
                public Boolean prepared(PreparedStatement statement) throws SQLException {
                    return statement.execute();
                }

                @Override
                public Boolean direct(Statement statement, String text) throws SQLException {
                    return statement.execute(text);
                }
            });
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

    /// What is done with a statement, prepared or not.
    private interface Ask<T> {
        T prepared(PreparedStatement statement) throws SQLException;

        T direct(Statement statement, String text) throws SQLException;
    }

    /// Sites of a batch ask the same: their statements are kept. One that binds the site itself is another for each.
    private <T> T ask(String text, BoundSql origin, Bindings bindings, Ask<T> ask)
            throws SQLException, RunningStatements.Ended {
        KeptStatements.Asked asked = asked(text, origin, bindings);
        if (repeated && !asked.values().containsKey(Bindings.SITE)) {
            Optional<PreparedStatement> kept = instance.statements().prepare(connection, asked);
            if (kept.isPresent()) {
                PreparedStatement statement = kept.get();
                boolean done = false;
                try {
                    T result = running.guard(statement, limits.queryTime(), () -> ask.prepared(statement));
                    done = true;
                    return result;
                } finally {
                    if (!done) {
                        instance.statements().forget(asked);
                    }
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            return running.guard(statement, limits.queryTime(), () -> ask.direct(statement, text));
        }
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
    private Optional<Frame> read(
            String name, BoundSql sql, Optional<String> table, Bindings bindings, Problems problems) {
        String text = table.map(t -> "from " + t).orElse(sql.text());
        try {
            return Optional.of(ask(text, sql, bindings, new Ask<Frame>() {
                @Override
                public Frame prepared(PreparedStatement statement) throws SQLException {
                    try (ResultSet result = statement.executeQuery()) {
                        return frame(result);
                    }
                }

                @Override
                public Frame direct(Statement statement, String text) throws SQLException {
                    try (ResultSet result = statement.executeQuery(text)) {
                        return frame(result);
                    }
                }
            }));
        } catch (SQLException e) {
            problems.add(SqlFailure.ofDuckDb(e, owner(name), sql, 0));
        } catch (RunningStatements.Ended e) {
            if (table.isEmpty() && e.end() == RunningStatements.End.BY_ITSELF && SqlFailure.isMute(e.failure())) {
                return readAgain(name, sql, bindings, problems);
            }
            problems.add(ended(e, name, sql, 0));
        } catch (FrameReader.Unreadable e) {
            problems.add(unreadable(e, name, sql));
        }
        return Optional.empty();
    }

    private Frame frame(ResultSet result) throws SQLException {
        return FrameReader.read(result, site.zone(), limits.resultRows());
    }

    /// A result that fails before its first row doesn't say why. Made into a table, it does.
    private Optional<Frame> readAgain(String name, BoundSql sql, Bindings bindings, Problems problems) {
        if (!execute(name, sql, "create or replace temp table " + AGAIN + " as ", bindings, problems)) {
            return Optional.empty();
        }
        Optional<Frame> frame = read(name, sql, Optional.of(AGAIN), bindings, problems);
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
        made.add(name);
        try {
            source.load(transfer(owner(name), name, query.sql(), bindings, rows -> {}));
        } catch (QueryException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
        return table(name, query.sql(), bindings, problems);
    }

    /// Loads this site's rows of a dataset, straight from the source.
    ///
    /// @return how many rows came
    long load(PlannedDataset dataset, JdbcDatabase source, Bindings bindings, LongConsumer progress)
            throws QueryException {
        slices.add(dataset.name());
        return source.load(
                transfer(dataset.owner(), dataset.name(), dataset.sql(), bindings, progress), dataset, site.id());
    }

    private JdbcDatabase.Transfer transfer(
            String owner, String table, BoundSql sql, Bindings bindings, LongConsumer progress) {
        used = true;
        repeated = false;
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
        repeated = false;
        slices.add(dataset.name());
        return takeCounted(file, dataset.name(), columns, dataset.owner(), dataset.sql());
    }

    /// Takes a slice of an extract: one of many, of the same columns each.
    void take(DataStore.Extract extract, Path file) throws QueryException {
        PlannedDataset dataset = extract.dataset();
        repeated = slices.isEmpty() || repeated;
        slices.add(dataset.name());
        try {
            instance.rememberShape(dataset.name(), extract.table());
        } catch (SQLException e) {
            throw new IllegalStateException("statements can't be closed", e);
        }
        take(file, dataset.name(), extract.columns(), dataset.owner(), dataset.sql());
    }

    /// Takes a query's result that was put into the workbench's own folder.
    void take(PlannedQuery query, Path file, SliceColumns columns) throws QueryException {
        String name = query.name().text();
        repeated = false;
        made.add(name);
        takeCounted(file, name, columns, owner(name), query.sql());
    }

    private long takeCounted(Path file, String table, SliceColumns columns, String owner, BoundSql sql)
            throws QueryException {
        take(file, table, columns, owner, sql);
        String name = DuckDb.identifier(table);
        try (Statement statement = connection.createStatement()) {
            long rows = count(statement, "from " + name);
            if (rows > limits.siteRows()) {
                statement.execute("drop table " + name);
                throw new QueryException(QueryException.tooManyRows(owner, sql, limits.siteRows(), "site-rows"));
            }
            return rows;
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, owner, sql, SqlFailure.ELSEWHERE));
        }
    }

    /// The file is gone afterwards in any case.
    private void take(Path file, String table, SliceColumns columns, String owner, BoundSql sql) throws QueryException {
        used = true;
        try (Statement statement = connection.createStatement()) {
            running.guard(
                    statement,
                    limits.queryTime(),
                    () -> statement.execute("create or replace temp table " + DuckDb.identifier(table)
                            + " as select *" + columns.replacedOnTheWayIn() + " from read_parquet("
                            + DuckDb.quoted(file.toString()) + ")"));
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
        List<String> names =
                queries.stream().map(q -> q.name().text()).filter(made::remove).toList();
        drop(names);
    }

    /// Forgets the tables of queries that are not among these.
    void keepOnly(Set<String> names) {
        List<String> others = made.stream().filter(n -> !names.contains(n)).toList();
        others.forEach(made::remove);
        drop(others);
    }

    private void drop(Collection<String> tables) {
        if (!tables.isEmpty()) {
            DuckDb.run(
                    connection,
                    tables.stream()
                            .map(t -> "drop table if exists " + DuckDb.identifier(t))
                            .collect(Collectors.joining("; ")));
        }
    }

    /// Drops what was made, or the connection where it was in other hands or does not answer.
    @Override
    public void close() {
        boolean kept = false;
        try {
            if (!taken) {
                made.addAll(slices);
                drop(made);
                if (instance.forgetBound(Bindings.SITE)) {
                    DuckDb.run(connection, "reset variable " + Bindings.SITE);
                }
                kept = true;
            }
        } catch (DuckDbException e) {
            kept = false;
        } finally {
            pool.giveBack(instance, used, kept);
        }
    }
}

package io.broadsheet.engine.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.engine.project.SourceSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A source over JDBC: connections by pool, read only, results streamed into DuckDB while they are read. Thread-safe.
final class JdbcDatabase implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration NETWORK_SLACK = Duration.ofSeconds(3);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);
    private static final int ROWS_A_FETCH = 5_000;
    private static final int ROWS_OF_THE_FIRST_FETCH = 500;

    private final SourceSpec.Jdbc spec;
    private final Secrets secrets;
    private final RunningStatements running;
    private final HikariConfig config;
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("source-reader-", 0).factory());
    private @Nullable HikariDataSource pool;
    private boolean closed;

    private JdbcDatabase(SourceSpec.Jdbc spec, Secrets secrets, RunningStatements running, ZoneId zone) {
        this.spec = spec;
        this.secrets = secrets;
        this.running = running;
        this.config = config(spec, zone);
    }

    /// Opens the source; it connects when it is first asked. A URL that no driver takes is a problem.
    ///
    /// @param zone what a database takes for local where it must know
    static JdbcDatabase open(SourceSpec.Jdbc spec, Secrets secrets, RunningStatements running, ZoneId zone)
            throws QueryException {
        if (!DriverJars.knows(spec.url())) {
            throw new QueryException(new Problem(
                    ProblemCode.SOURCE_UNAVAILABLE,
                    spec.span(),
                    "there is no JDBC driver for source '" + spec.name() + "'",
                    "Put the driver's jar into the project's drivers/ folder"));
        }
        return new JdbcDatabase(spec, secrets, running, zone);
    }

    private static HikariConfig config(SourceSpec.Jdbc spec, ZoneId zone) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + spec.name());
        config.setJdbcUrl(spec.url());
        if (!spec.user().isEmpty()) {
            config.setUsername(spec.user());
            config.setPassword(spec.password());
        }
        config.setMaximumPoolSize(spec.connections());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        // The pool is made by the first who asks, who is told at once what is wrong.
        config.setInitializationFailTimeout(1);
        config.setAutoCommit(false);
        String url = spec.url().toLowerCase(Locale.ROOT);
        switch (SqlDialect.ofUrl(spec.url())) {
            case POSTGRESQL -> {
                config.setReadOnly(true);
                // `site_id = :site` shall work whether the column is text or a number.
                property(config, url, "stringtype", "unspecified");
                // Long rows come a few at a time: the driver learns from the first ones how many.
                property(config, url, "adaptiveFetch", "true");
                property(config, url, "adaptiveFetchMaximum", String.valueOf(ROWS_A_FETCH));
                property(config, url, "maxResultBuffer", "15p");
                property(config, url, "connectTimeout", String.valueOf(CONNECT_TIMEOUT.toSeconds()));
                config.setConnectionInitSql("set time zone '" + zone.getId().replace("'", "") + "'");
            }
            case MYSQL -> {
                // The driver's own read-only mode is for replicas only.
                config.setConnectionInitSql("set session transaction read only");
                property(config, url, "connectTimeout", String.valueOf(CONNECT_TIMEOUT.toMillis()));
            }
            case DUCKDB -> {
                if (url.length() > "jdbc:duckdb:".length() && !url.startsWith("jdbc:duckdb::")) {
                    property(config, url, "duckdb.read_only", "true");
                }
                // What else lies on this machine is no business of a report's.
                property(config, url, "enable_external_access", "false");
            }
            case TRINO -> {
                config.setReadOnly(true);
                // One question less, and the server's places are those of the text that was written.
                property(config, url, "explicitPrepare", "false");
                property(config, url, "timezone", zone.getId());
            }
            case OTHER -> config.setReadOnly(true);
        }
        return config;
    }

    /// A property of the driver's, where the project's URL doesn't say otherwise.
    private static void property(HikariConfig config, String url, String name, String value) {
        if (!url.contains(name.toLowerCase(Locale.ROOT) + "=")) {
            config.addDataSourceProperty(name, value);
        }
    }

    SqlDialect dialect() {
        return SqlDialect.ofUrl(spec.url());
    }

    /// What DuckDB is told to do with the rows.
    interface Load {
        /// @param columns the select list that gives the columns their names and types
        /// @param from what they are selected from
        String sql(String columns, String from);
    }

    /// Rows on their way from a query into DuckDB.
    ///
    /// @param owner whose they are, for messages
    /// @param most how many may come
    /// @param time how long it may take
    record Transfer(
            String owner,
            BoundSql sql,
            Bindings bindings,
            Connection target,
            Load load,
            long most,
            Duration time,
            LongConsumer progress) {
        Transfer of(BoundSql newSql, Bindings newBindings) {
            return new Transfer(owner, newSql, newBindings, target, load, most, time, progress);
        }
    }

    /// Runs a query and loads its rows into DuckDB.
    ///
    /// @return how many rows came
    long load(Transfer transfer) throws QueryException {
        return connected(transfer, connection -> load(connection, transfer));
    }

    /// Loads one site's rows of a dataset: the source cuts.
    long load(Transfer all, PlannedDataset dataset, String siteId) throws QueryException {
        return connected(all, connection -> load(connection, cut(connection, all, dataset, siteId)));
    }

    private interface Work {
        long on(Connection connection) throws SQLException, QueryException, RunningStatements.Ended;
    }

    private long connected(Transfer transfer, Work work) throws QueryException {
        try (Connection connection = connect()) {
            try {
                networkTimeout(connection, transfer.time());
                return work.on(connection);
            } catch (SQLException | QueryException | RunningStatements.Ended | RuntimeException e) {
                // Whatever state it is in, nobody else shall have it.
                pool().evictConnection(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new QueryException(failed(e, transfer));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(ended(e, transfer));
        } catch (FrameReader.DuplicateColumn e) {
            throw new QueryException(QueryException.duplicate(transfer.owner(), transfer.sql(), e.column()));
        } catch (LoadFailed e) {
            throw new QueryException(e.problem(transfer.owner(), transfer.sql()));
        }
    }

    private static void networkTimeout(Connection connection, Duration time) {
        Duration silence = time.compareTo(LONGEST_SILENCE) < 0 ? time : LONGEST_SILENCE;
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) silence.plus(NETWORK_SLACK).toMillis());
        } catch (SQLException e) {
            // Not every driver has it.
            return;
        }
    }

    private static Transfer cut(Connection connection, Transfer all, PlannedDataset dataset, String siteId)
            throws SQLException, QueryException {
        SqlDialect dialect = SqlDialect.ofUrl(connection.getMetaData().getURL());
        try (PreparedStatement statement = connection.prepareStatement(all.sql().text())) {
            all.bindings().bind(statement, all.sql().order());
            SiteCut cut = cut(statement, dataset, siteId, dialect);
            Bindings bindings = all.bindings();
            List<String> names = new java.util.ArrayList<>();
            for (int i = 0; i < cut.values().size(); i++) {
                // No parameter of an author's has such a name.
                names.add("site " + i);
                bindings = bindings.with("site " + i, cut.values().get(i));
            }
            return all.of(
                    all.sql().wrapped("select * from (", "\n) broadsheet_cut where " + cut.condition(), names),
                    bindings);
        }
    }

    private static SiteCut cut(PreparedStatement statement, PlannedDataset dataset, String siteId, SqlDialect dialect)
            throws SQLException, QueryException {
        ResultSetMetaData described = statement.getMetaData();
        if (described != null) {
            return cut(described, dataset, siteId, dialect);
        }
        // Some drivers know the columns only when the statement has run.
        statement.setMaxRows(1);
        try (ResultSet none = statement.executeQuery()) {
            return cut(none.getMetaData(), dataset, siteId, dialect);
        }
    }

    private static SiteCut cut(ResultSetMetaData meta, PlannedDataset dataset, String siteId, SqlDialect dialect)
            throws SQLException, QueryException {
        FrameReader.checkNames(SiteCut.names(meta));
        DataStore.checkColumns(dataset, SiteCut.names(meta));
        return SiteCut.of(meta, dataset.dataset().siteColumn().text(), siteId, dialect);
    }

    private long load(Connection connection, Transfer transfer)
            throws SQLException, QueryException, RunningStatements.Ended {
        try (PreparedStatement statement = connection.prepareStatement(
                transfer.sql().text(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            transfer.bindings().bind(statement, transfer.sql().order());
            statement.setFetchSize(dialect() == SqlDialect.POSTGRESQL ? ROWS_OF_THE_FIRST_FETCH : ROWS_A_FETCH);
            return running.guardRemote(statement, transfer.time(), () -> {
                try (ResultSet result = statement.executeQuery()) {
                    return stream(connection, result, transfer);
                }
            });
        }
    }

    private synchronized HikariDataSource pool() throws QueryException {
        HikariDataSource opened = pool;
        if (opened == null) {
            if (closed) {
                throw new QueryException(new Problem(ProblemCode.CANCELLED, spec.span(), "the engine is closed", ""));
            }
            try {
                opened = new HikariDataSource(config);
            } catch (HikariPool.PoolInitializationException e) {
                throw new QueryException(unreached(e));
            }
            pool = opened;
        }
        return opened;
    }

    private Connection connect() throws QueryException {
        try {
            return pool().getConnection();
        } catch (SQLException e) {
            throw new QueryException(unreached(e));
        }
    }

    private Problem unreached(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new Problem(
                ProblemCode.SOURCE_UNAVAILABLE,
                spec.span(),
                "source '" + spec.name() + "' can't be reached: "
                        + secrets.redact(String.valueOf(cause.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("")),
                "Check its url, user and password, and that it runs");
    }

    /// Drivers that speak HTTP connect when the first query is sent.
    private Problem failed(SQLException failure, Transfer transfer) {
        Optional<Exception> refusal = SqlFailure.refusal(failure);
        if (refusal.isPresent()) {
            return unreached(refusal.get());
        }
        return dialect() == SqlDialect.TRINO
                ? TrinoFailure.problem(failure, transfer.owner(), spec.name(), transfer.sql(), secrets::redact)
                : SqlFailure.ofSource(failure, transfer.owner(), spec.name(), transfer.sql(), secrets);
    }

    private long stream(Connection connection, ResultSet result, Transfer transfer) throws SQLException {
        List<StreamColumn> read = StreamColumn.of(result.getMetaData(), dialect());
        try (RowStream rows = new RowStream(read)) {
            String columns = String.join(
                    ", ", read.stream().map(StreamColumn::selectItem).toList());
            String sql = transfer.load().sql(columns, RowsFunction.NAME + "(" + rows.number() + ")");
            Future<?> reading = readers.submit(() -> rows.fill(result, transfer.most(), transfer.progress()));
            @Nullable Exception failure = null;
            try (Statement loading = transfer.target().createStatement()) {
                loading.execute(sql);
            } catch (SQLException e) {
                // Where reading failed first, loading only failed for want of rows.
                Exception first = rows.failure();
                failure = first == null
                        ? new LoadFailed(e)
                        : first instanceof SQLException ? first : new LoadFailed(first);
            }
            rows.abandon();
            if (failure != null) {
                // Closing a result politely would read all that is left of it.
                connection.abort(readers);
            }
            await(reading);
            switch (failure) {
                case null -> {}
                case SQLException e -> throw e;
                case LoadFailed e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
            return rows.rows();
        }
    }

    /// The reader ends by itself: it is abandoned, and what it reads from has a network timeout.
    private static void await(Future<?> reading) {
        boolean interrupted = false;
        while (!reading.isDone()) {
            try {
                reading.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Rows that were read and could not be loaded.
    private final class LoadFailed extends RuntimeException {
        private final Exception failure;

        LoadFailed(Exception failure) {
            super(failure);
            this.failure = failure;
        }

        Problem problem(String owner, BoundSql sql) {
            return switch (failure) {
                case RowStream.TooManySourceRows most ->
                    QueryException.tooManyRows(owner, sql, most.most(), "site-rows");
                case InterruptedException _ -> QueryException.stopped(owner, sql);
                case SQLException e -> SqlFailure.ofDuckDb(e, owner, sql, SqlFailure.ELSEWHERE);
                default ->
                    new Problem(
                            ProblemCode.QUERY_FAILED,
                            sql.firstLine(),
                            owner + " gives a value that can't be taken from source '" + spec.name() + "'"
                                    + (failure instanceof RowStream.BadValue bad
                                            ? ", in column '" + bad.column() + "'"
                                            : ""),
                            "Cast the column in the query");
            };
        }
    }

    private Problem ended(RunningStatements.Ended e, Transfer transfer) {
        String owner = transfer.owner();
        BoundSql sql = transfer.sql();
        return switch (e.end()) {
            case BY_ITSELF -> failed(e.failure(), transfer);
            case BY_DEADLINE ->
                SqlFailure.isSilence(e.failure())
                        ? new Problem(
                                ProblemCode.SOURCE_LOST,
                                sql.firstLine(),
                                "source '" + spec.name() + "' stopped answering while " + owner + " was read",
                                "Try again when it answers")
                        : QueryException.tooSlow(owner, sql, transfer.time());
            case BY_STOP -> QueryException.stopped(owner, sql);
        };
    }

    /// How many connections are in use.
    int connectionsInUse() {
        HikariDataSource opened;
        synchronized (this) {
            opened = pool;
        }
        return opened == null ? 0 : opened.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public synchronized void close() {
        closed = true;
        HikariDataSource opened = pool;
        if (opened != null) {
            opened.close();
        }
        readers.shutdownNow();
    }
}

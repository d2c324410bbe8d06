package io.broadsheet.engine.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.engine.project.SourceSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A source over JDBC: connections by pool, read only, results streamed into DuckDB while they are read. Thread-safe.
final class JdbcDatabase implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration NETWORK_SLACK = Duration.ofSeconds(10);
    private static final int ROWS_A_FETCH = 5_000;

    private final SourceSpec.Jdbc spec;
    private final Secrets secrets;
    private final Limits limits;
    private final RunningStatements running;
    private final HikariDataSource pool;
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("source-reader-", 0).factory());

    private JdbcDatabase(SourceSpec.Jdbc spec, Secrets secrets, Limits limits, RunningStatements running) {
        this.spec = spec;
        this.secrets = secrets;
        this.limits = limits;
        this.running = running;
        this.pool = new HikariDataSource(config(spec));
    }

    /// Opens the source; it connects when it is first asked. A URL that no driver takes is a problem.
    static JdbcDatabase open(SourceSpec.Jdbc spec, Secrets secrets, Limits limits, RunningStatements running)
            throws QueryException {
        if (!DriverJars.knows(spec.url())) {
            throw new QueryException(new Problem(
                    ProblemCode.SOURCE_UNAVAILABLE,
                    spec.span(),
                    "there is no JDBC driver for source '" + spec.name() + "'",
                    "Put the driver's jar into the project's drivers/ folder"));
        }
        return new JdbcDatabase(spec, secrets, limits, running);
    }

    private static HikariConfig config(SourceSpec.Jdbc spec) {
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
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.setAutoCommit(false);
        if (spec.url().toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")) {
            // `site_id = :site` shall work whether the column is text or a number.
            config.addDataSourceProperty("stringtype", "unspecified");
        }
        return config;
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

    /// Runs a query and loads its rows into DuckDB.
    ///
    /// @return how many rows came
    long load(String owner, BoundSql sql, Bindings bindings, Connection target, Load load, LongConsumer progress)
            throws QueryException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        sql.text(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            bindings.bind(statement, sql.order());
            statement.setFetchSize(ROWS_A_FETCH);
            connection.setNetworkTimeout(
                    Runnable::run, (int) limits.queryTime().plus(NETWORK_SLACK).toMillis());
            return running.guard(statement, limits.queryTime(), () -> {
                try (ResultSet result = statement.executeQuery()) {
                    return stream(result, target, load, progress);
                }
            });
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofSource(e, owner, spec.name(), sql, secrets));
        } catch (RunningStatements.Ended e) {
            throw new QueryException(ended(e, owner, sql));
        } catch (LoadFailed e) {
            throw new QueryException(e.problem(owner, sql));
        }
    }

    private Connection connect() throws QueryException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new QueryException(new Problem(
                    ProblemCode.SOURCE_UNAVAILABLE,
                    spec.span(),
                    "source '" + spec.name() + "' can't be reached: "
                            + secrets.redact(String.valueOf(cause.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")),
                    "Check its url, user and password, and that it runs"));
        }
    }

    private long stream(ResultSet result, Connection target, Load load, LongConsumer progress) throws SQLException {
        try (RowStream rows = new RowStream(StreamColumn.of(result.getMetaData()))) {
            String columns = String.join(
                    ", ", rows.columns().stream().map(StreamColumn::selectItem).toList());
            String sql = load.sql(columns, RowsFunction.NAME + "(" + rows.number() + ")");
            var reading = readers.submit(() -> rows.fill(result, limits.siteRows(), progress));
            @Nullable SQLException refused = null;
            try (Statement loading = target.createStatement()) {
                loading.execute(sql);
            } catch (SQLException e) {
                refused = e;
            }
            rows.abandon();
            await(reading);
            Exception failure = rows.failure();
            if (failure instanceof SQLException e) {
                throw e;
            }
            if (failure != null) {
                throw new LoadFailed(failure);
            }
            if (refused != null) {
                throw new LoadFailed(refused);
            }
            return rows.rows();
        }
    }

    private static void await(java.util.concurrent.Future<?> reading) {
        try {
            reading.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
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
                    new Problem(
                            ProblemCode.TOO_MANY_ROWS,
                            sql.firstLine(),
                            owner + " gives more than " + most.most() + " rows",
                            "Aggregate in the source, or raise `limits: site-rows`");
                case SQLException e -> SqlFailure.ofDuckDb(e, owner, sql, 0);
                default ->
                    new Problem(
                            ProblemCode.QUERY_FAILED,
                            sql.firstLine(),
                            owner + " gives a value that can't be taken from source '" + spec.name() + "': "
                                    + failure.getClass().getSimpleName(),
                            "Cast the column in the query");
            };
        }
    }

    private Problem ended(RunningStatements.Ended e, String owner, BoundSql sql) {
        return switch (e.end()) {
            case BY_ITSELF -> SqlFailure.ofSource(e.failure(), owner, spec.name(), sql, secrets);
            case BY_DEADLINE -> QueryException.tooSlow(owner, sql, limits.queryTime());
            case BY_STOP -> QueryException.stopped(owner, sql);
        };
    }

    /// Whether the source answers; empty if it does.
    Optional<Problem> probe() {
        try (Connection connection = connect()) {
            return connection.isValid((int) CONNECT_TIMEOUT.toSeconds()) ? Optional.empty() : Optional.of(unanswered());
        } catch (QueryException e) {
            return Optional.of(e.problem());
        } catch (SQLException e) {
            return Optional.of(unanswered());
        }
    }

    private Problem unanswered() {
        return new Problem(
                ProblemCode.SOURCE_UNAVAILABLE,
                spec.span(),
                "source '" + spec.name() + "' does not answer",
                "Check its url, user and password, and that it runs");
    }

    @Override
    public void close() {
        pool.close();
        readers.shutdownNow();
    }
}

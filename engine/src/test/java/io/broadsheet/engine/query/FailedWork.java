package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Problems that no report makes by itself: work that people stop, full disks, and bugs.
public final class FailedWork {
    private static final BoundSql SQL = new BoundSql(
            "select channel, sum(visitors) as visitors from visits group by all",
            List.of(),
            List.of(),
            Snippet.of(SourceText.of(
                    "reports/visits/report.md", "select channel, sum(visitors) as visitors from visits group by all")));

    public static final Map<String, Supplier<Problem>> EXAMPLES = Map.of(
            "cancelled", FailedWork::cancelled, "internal-error", FailedWork::internal, "no-space", FailedWork::full);

    private FailedWork() {}

    private static Problem cancelled() {
        RunningStatements running = new RunningStatements();
        running.stop();
        try (var connection = DuckDb.locked(List.of(), 64);
                var statement = connection.createStatement()) {
            running.guard(statement, Duration.ofSeconds(1), () -> statement.execute("select 1"));
            throw new IllegalStateException("it ran");
        } catch (RunningStatements.Ended e) {
            return QueryException.ended(e, "query 'visits'", SQL, 0, Duration.ofSeconds(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem full() {
        SQLException failure =
                new SQLException("IO Error: Could not write file \"data.duckdb\": No space left on device");
        return SqlFailure.ofDuckDb(failure, "dataset 'visits'", SQL, 0);
    }

    private static Problem internal() {
        SQLException failure = new SQLException("INTERNAL Error: Attempted to access index 0 within vector of size 0");
        return SqlFailure.ofDuckDb(failure, "query 'visits'", SQL, 0);
    }
}

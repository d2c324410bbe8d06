package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import java.time.Duration;

/// A query, a dataset or a source that gave no rows, and why.
public final class QueryException extends Exception {
    private final transient Problem problem;

    public QueryException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /// A statement of DuckDB's that did not end well, or was made to end.
    ///
    /// @param prefix how many characters of our own stand before the author's text
    static Problem ended(RunningStatements.Ended e, String owner, BoundSql sql, int prefix, Duration limit) {
        return switch (e.end()) {
            case BY_ITSELF -> SqlFailure.ofDuckDb(e.failure(), owner, sql, prefix);
            case BY_DEADLINE -> tooSlow(owner, sql, limit);
            case BY_STOP -> stopped(owner, sql);
        };
    }

    static Problem tooSlow(String owner, BoundSql sql, Duration limit) {
        return new Problem(
                ProblemCode.TOO_SLOW,
                sql.firstLine(),
                owner + " ran longer than " + seconds(limit),
                "Make it cheaper, or raise `limits: query-time` in broadsheet.yaml");
    }

    static Problem duplicate(String owner, BoundSql sql, String column) {
        return new Problem(
                ProblemCode.DUPLICATE_COLUMN,
                sql.firstLine(),
                owner + " has two columns named '" + column + "'",
                "Name one of them with `as`");
    }

    static Problem tooManyRows(String owner, BoundSql sql, long most, String limit) {
        return new Problem(
                ProblemCode.TOO_MANY_ROWS,
                sql.firstLine(),
                owner + " gives more than " + most + " rows",
                "Aggregate or limit it, or raise `limits: " + limit + "` in broadsheet.yaml");
    }

    static Problem stopped(String owner, BoundSql sql) {
        return new Problem(
                ProblemCode.CANCELLED, sql.firstLine(), owner + " was stopped", "Start it again; nothing was kept");
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}

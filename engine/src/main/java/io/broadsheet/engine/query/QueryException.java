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

    static Problem tooSlow(String owner, BoundSql sql, Duration limit) {
        return new Problem(
                ProblemCode.TOO_SLOW,
                sql.firstLine(),
                owner + " ran longer than " + seconds(limit),
                "Make it cheaper, or raise `limits: query-time` in broadsheet.yaml");
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}

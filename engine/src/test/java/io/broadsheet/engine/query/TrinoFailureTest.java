package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What a Trino 476 said, by its driver 484, word for word.
class TrinoFailureTest {
    private static final String SQL = "select v, 'w' as t,\n  e.w\nfrom events e";

    private static Problem problem(int code, String said) {
        return problem(new SQLException("Query failed (#20261124_015206_00101_5vjup): " + said, null, code));
    }

    private static Problem problem(SQLException failure) {
        BoundSql sql = new BoundSql(SQL, List.of(), List.of(), Snippet.of(SourceText.of("a.sql", SQL)));
        return TrinoFailure.problem(failure, "query 'q'", "lake", sql, UnaryOperator.identity());
    }

    private static void assertPlace(Problem problem, int line, int column) {
        assertThat(problem.span().line()).as(problem.toString()).isEqualTo(line);
        assertThat(problem.span().column()).as(problem.toString()).isEqualTo(column);
    }

    @Test
    void showsTheUnknownColumnWhereTrinoPointsAt() {
        Problem problem = problem(47, "line 2:3: Column 'e.w' cannot be resolved");
        assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_COLUMN);
        assertThat(problem.message()).isEqualTo("query 'q' reads e.w, which is no column of its tables");
        assertPlace(problem, 2, 3);
    }

    @Test
    void takesAwayWhatStandsBeforeTheFirstLine() {
        assertPlace(problem(47, "line 1:27: Column 'v' cannot be resolved"), 1, 8);
    }

    @Test
    void takesItAwayOnEachLineWhereTheTextIsNoSql() {
        assertPlace(problem(1, "line 3:20: mismatched input 'from'. Expecting: <expression>"), 3, 1);
        assertPlace(problem(1, "line 3:25: mismatched input '<EOF>'. Expecting: <expression>"), 3, 6);
    }

    @Test
    void findsTheWordWhereTrinoSpeaksOfAnotherText() {
        assertPlace(problem(46, "line 7:31: Table 'lake.shop.events' does not exist"), 3, 6);
    }

    @Test
    void repeatsTheAuthorsWordsOnly() {
        assertThat(problem(59, "line 1:8: 'kim@example.com' is not a valid DATE literal")
                        .message())
                .isEqualTo("query 'q': source 'lake' says: '…' is not a valid DATE literal");
        assertThat(problem(59, "line 1:8: 'Kim left.' is not a valid DATE literal")
                        .message())
                .doesNotContain("Kim");
        assertThat(problem(46, "line 3:6: Table 'lake.shop.events' does not exist")
                        .message())
                .contains("'lake.shop.events'");
        assertThat(problem(9, "Cannot cast 'kim@example.com' to INT").message())
                .isEqualTo("query 'q' failed on source 'lake': Cannot cast '…' to INT");
        assertThat(problem(1, "line 3:1: mismatched input 'from'. Expecting: " + "'ALTER', ".repeat(50))
                        .message())
                .isEqualTo("query 'q': source 'lake' says: mismatched input 'from'");
    }

    @Test
    void saysThatAQueryWrites() {
        Problem problem = problem(23, "Cannot execute write in a read-only transaction");
        assertThat(problem.code()).isEqualTo(ProblemCode.REFUSED_SQL);
    }

    @Test
    void tellsWhatMayBeTriedAgain() {
        assertThat(problem(131074, "Too many queued queries for 'global'").code())
                .isEqualTo(ProblemCode.SOURCE_UNAVAILABLE);
        assertThat(problem(8, "Division by zero").code()).isEqualTo(ProblemCode.QUERY_FAILED);
        assertThat(problem(new SQLException(
                                "Error fetching results", new UncheckedIOException(new IOException("stream closed"))))
                        .code())
                .isEqualTo(ProblemCode.SOURCE_LOST);
    }
}

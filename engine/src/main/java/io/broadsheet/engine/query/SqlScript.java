package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Snippet;
import java.util.ArrayList;
import java.util.List;

/// A file of several SQL statements, cut apart.
public final class SqlScript {
    private SqlScript() {}

    /// Where a statement stands in the snippet's text, without leading comments and its semicolon.
    public record Range(int start, int end) {}

    public static List<Range> statements(Snippet snippet, Problems problems) {
        SqlText sql = SqlText.parse(snippet, SqlDialect.DUCKDB, problems);
        List<Range> ranges = new ArrayList<>();
        int from = 0;
        List<Integer> ends = new ArrayList<>(sql.statementEnds());
        ends.add(sql.text().length());
        for (int end : ends) {
            int start = sql.nextCode(from);
            if (start >= 0 && start < end) {
                ranges.add(new Range(start, end));
            }
            from = end + 1;
        }
        return ranges;
    }
}

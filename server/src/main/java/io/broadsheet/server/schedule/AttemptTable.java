package io.broadsheet.server.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rows of `attempt`: each try at a task, with its log.
final class AttemptTable {
    static final int FAILURE = 4000;
    static final int PROBLEMS = 200_000;
    static final int LOG = 1_000_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    AttemptTable(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
    }

    /// Writes that a worker begins with these tasks.
    void insert(List<Claim.Item> items, String worker, Instant now) {
        OffsetDateTime began = SqlTime.of(now);
        batches.batchUpdate("""
                insert into attempt (public_id, task_id, number, worker, started_at, problems, log)
                values (?, ?, ?, ?, ?, '[]', '')
                """, items, items.size(), (statement, item) -> {
            statement.setString(1, item.attemptPublicId());
            statement.setLong(2, item.taskId());
            statement.setInt(3, item.attempt());
            statement.setString(4, worker);
            statement.setObject(5, began);
        });
    }

    /// @param outcome `published`, `held`, `failed` or `lost`
    void end(String publicId, String outcome, Optional<Failure> failure, String problems, String log, Instant now) {
        jdbc.sql("""
                        update attempt set ended_at = :now, outcome = :outcome, failure_class = :class, failure = :failure,
                          problems = :problems, log = :log
                        where public_id = :publicId
                        """)
                .param("now", SqlTime.of(now))
                .param("outcome", outcome)
                .param("class", failure.map(f -> f.failureClass().name()).orElse(null))
                .param(
                        "failure",
                        failure.map(f -> Words.cut(f.toString(), FAILURE)).orElse(null))
                .param("problems", problems)
                .param("log", Words.cut(log, LOG))
                .param("publicId", publicId)
                .update();
    }

    /// Ends a task's attempt of whose worker nothing was heard any more.
    void lost(long taskId, String failure, Instant now) {
        jdbc.sql("""
                        update attempt set ended_at = ?, outcome = 'lost', failure_class = 'EXTERNAL', failure = ?
                        where task_id = ? and outcome is null
                        """)
                .params(SqlTime.of(now), Words.cut(failure, FAILURE), taskId)
                .update();
    }

    /// How many of a task's last attempts lost their worker, one after the other.
    int lostInARow(long taskId, int most) {
        List<Boolean> lost = jdbc.sql("""
                        select outcome = 'lost' and failure_class is not null as lost from attempt
                        where task_id = ? and outcome is not null order by number desc limit ?
                        """)
                .params(taskId, most)
                .query((row, i) -> row.getBoolean("lost"))
                .list();
        int first = lost.indexOf(false);
        return first < 0 ? lost.size() : first;
    }

    /// The first first.
    List<AttemptView> ofTask(long taskId) {
        return list("where task_id = ? order by number", taskId);
    }

    Optional<AttemptView> find(String publicId) {
        return list("where public_id = ?", publicId).stream().findFirst();
    }

    private List<AttemptView> list(String where, Object value) {
        return jdbc.sql("select * from attempt " + where)
                .param(value)
                .query(AttemptTable::view)
                .list();
    }

    private static AttemptView view(ResultSet row, int number) throws SQLException {
        return new AttemptView(
                row.getString("public_id"),
                row.getLong("task_id"),
                row.getInt("number"),
                row.getString("worker"),
                SqlTime.required(row, "started_at"),
                SqlTime.read(row, "ended_at"),
                Optional.ofNullable(row.getString("outcome")),
                TaskTable.failureClass(row.getString("failure_class")),
                Optional.ofNullable(row.getString("failure")),
                row.getString("problems"),
                row.getString("log"));
    }
}

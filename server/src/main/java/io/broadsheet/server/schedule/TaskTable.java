package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.project.Period;
import io.broadsheet.server.state.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rows of `task`: what is to be made.
final class TaskTable {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    TaskTable(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
    }

    record NewTask(String siteId, String report, Period period) {}

    void insert(long runId, List<NewTask> tasks, Instant now) {
        batches.batchUpdate("""
                insert into task (public_id, run_id, site_id, report, period_start, period_end, state, attempts, not_before,
                  fence)
                values (?, ?, ?, ?, ?, ?, 'pending', 0, ?, 0)
                """, tasks, BATCH, (statement, task) -> {
            statement.setString(1, PublicId.next());
            statement.setLong(2, runId);
            statement.setString(3, task.siteId());
            statement.setString(4, task.report());
            statement.setObject(5, task.period().start());
            statement.setObject(6, task.period().end());
            statement.setObject(7, SqlTime.of(now));
        });
    }

    /// By site, then report.
    List<TaskView> ofRun(long runId) {
        return list("where run_id = ? order by site_id, report", runId);
    }

    Optional<TaskView> find(long id) {
        return list("where id = ?", id).stream().findFirst();
    }

    Optional<TaskView> find(String publicId) {
        return list("where public_id = ?", publicId).stream().findFirst();
    }

    /// The latest one that gave this revision.
    Optional<TaskView> ofRevision(long revisionId) {
        return list("where revision_id = ? order by id desc", revisionId).stream()
                .findFirst();
    }

    private List<TaskView> list(String where, Object... values) {
        return jdbc.sql("select * from task " + where)
                .params(values)
                .query(TaskTable::view)
                .list();
    }

    private static TaskView view(ResultSet row, int number) throws SQLException {
        return new TaskView(
                row.getLong("id"),
                row.getString("public_id"),
                row.getLong("run_id"),
                row.getString("site_id"),
                row.getString("report"),
                row.getObject("period_start", LocalDate.class),
                row.getObject("period_end", LocalDate.class),
                Words.constant(TaskState.class, row.getString("state")),
                row.getInt("attempts"),
                failureClass(row.getString("failure_class")),
                Optional.ofNullable(row.getString("failure")),
                number(row, "revision_id"),
                number(row, "took_ms").map(Duration::ofMillis),
                SqlTime.read(row, "ended_at"));
    }

    static Optional<FailureClass> failureClass(@Nullable String word) {
        return Optional.ofNullable(word).map(FailureClass::valueOf);
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /// A task that a worker could take now.
    record Waiting(String siteId, String report) {}

    /// By site, then report.
    List<Waiting> claimable(long runId, Instant now) {
        return jdbc.sql("""
                        select site_id, report from task where run_id = ? and state = 'pending' and not_before <= ?
                        order by site_id, report
                        """)
                .params(runId, SqlTime.of(now))
                .query((row, i) -> new Waiting(row.getString("site_id"), row.getString("report")))
                .list();
    }

    /// Whether a worker could take something now.
    boolean isClaimable(long runId, Instant now) {
        return jdbc.sql("""
                        select exists (select 1 from task where run_id = ? and state = 'pending' and not_before <= ?)
                        """).params(runId, SqlTime.of(now)).query(Boolean.class).single();
    }

    /// When there may be something to do again; none where all tasks have ended.
    Optional<Instant> nextLook(long runId) {
        return jdbc.sql("""
                        select min(case when state = 'running' then lease_until else not_before end) as at from task
                        where run_id = ? and state in ('pending', 'running')
                        """)
                .param(runId)
                .query((row, i) -> SqlTime.read(row, "at"))
                .single();
    }

    boolean isOpen(long runId) {
        return jdbc.sql("select exists (select 1 from task where run_id = ? and state in ('pending', 'running'))")
                .param(runId)
                .query(Boolean.class)
                .single();
    }

    boolean isOpen(long runId, String siteId) {
        return jdbc.sql("""
                        select exists (select 1 from task
                          where run_id = ? and site_id = ? and state in ('pending', 'running'))
                        """).params(runId, siteId).query(Boolean.class).single();
    }

    List<Long> publishedRevisions(long runId, String siteId) {
        return jdbc.sql("""
                        select revision_id from task where run_id = ? and site_id = ? and state = 'published' order by report
                        """).params(runId, siteId).query(Long.class).list();
    }

    /// Ends all of a run's tasks that have not begun.
    ///
    /// @return their sites
    List<String> endPending(long runId, TaskState state, String why, Instant now) {
        List<String> sites = jdbc.sql("select distinct site_id from task where run_id = ? and state = 'pending'")
                .param(runId)
                .query(String.class)
                .list();
        jdbc.sql("""
                        update task set state = ?, failure = coalesce(failure, ?), ended_at = ?, fence = fence + 1
                        where run_id = ? and state = 'pending'
                        """).params(Words.of(state), why, SqlTime.of(now), runId).update();
        return sites;
    }

    /// Ends all of a run's tasks that began and have not ended, whoever works on them.
    ///
    /// @return their sites
    List<String> failBegun(long runId, Failure failure, Instant now) {
        List<String> sites = jdbc.sql("""
                        select distinct site_id from task
                        where run_id = ? and (state = 'running' or (state = 'pending' and attempts > 0))
                        """).param(runId).query(String.class).list();
        jdbc.sql("""
                        update attempt set ended_at = ?, outcome = 'failed', failure_class = ?, failure = ?
                        where outcome is null and task_id in (select id from task where run_id = ? and state = 'running')
                        """)
                .params(SqlTime.of(now), failure.failureClass().name(), failure.toString(), runId)
                .update();
        jdbc.sql("""
                        update task set state = 'failed', failure_class = coalesce(failure_class, ?),
                          failure = coalesce(failure, ?), ended_at = ?, lease_until = null, fence = fence + 1
                        where run_id = ? and (state = 'running' or (state = 'pending' and attempts > 0))
                        """)
                .params(failure.failureClass().name(), failure.toString(), SqlTime.of(now), runId)
                .update();
        return sites;
    }

    /// Makes an ended task pending again.
    ///
    /// @return whether it was ended
    boolean reopen(long taskId, Instant now) {
        return jdbc.sql("""
                        update task set state = 'pending', tries = 0, not_before = ?, failure_class = null, failure = null,
                          revision_id = null, took_ms = null, ended_at = null, worker = null, lease_until = null,
                          fence = fence + 1
                        where id = ? and state not in ('pending', 'running')
                        """).params(SqlTime.of(now), taskId).update() == 1;
    }
}

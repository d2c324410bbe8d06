package io.broadsheet.server.schedule;

import io.broadsheet.server.state.PublicId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/// The rows of `run`. Whoever changes a run and its tasks locks the run first.
final class RunTable {
    static final int NOTE = 2000;

    private final JdbcClient jdbc;

    RunTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes a run.
    ///
    /// @return its id; none where the schedule's due time has one already
    Optional<Long> insert(RunRequest request, RunState state, Instant now, RunTimes times, String note) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into run (public_id, schedule, kind, due, issue_date, mail, state, requested_by, created_at,
                          ended_at, ready_until, deadline, note)
                        values (:publicId, :schedule, :kind, :due, :issueDate, :mail, :state, :requestedBy, :now,
                          :endedAt, :readyUntil, :deadline, :note)
                        on conflict do nothing
                        """)
                .param("publicId", PublicId.next())
                .param("schedule", request.schedule().orElse(null))
                .param("kind", Words.of(request.kind()))
                .param("due", SqlTime.of(request.due()))
                .param("issueDate", request.issueDate())
                .param("mail", request.mail())
                .param("state", Words.of(state))
                .param("requestedBy", Words.cut(request.requestedBy(), 200))
                .param("now", SqlTime.of(now))
                .param("endedAt", state.isEnd() ? SqlTime.of(now) : null)
                .param("readyUntil", times.readyUntil().map(SqlTime::of).orElse(null))
                .param("deadline", SqlTime.of(times.deadline()))
                .param("note", Words.cut(note, NOTE))
                .update(key, "id");
        @Nullable Number id = key.getKeyList().isEmpty() ? null : key.getKey();
        return Optional.ofNullable(id).map(Number::longValue);
    }

    /// @param readyUntil how long it waits for fresh data, where it has to
    record RunTimes(Optional<Instant> readyUntil, Instant deadline) {}

    Optional<RunRow> find(long id) {
        return one("where id = ?", id);
    }

    Optional<RunRow> find(String publicId) {
        return one("where public_id = ?", publicId);
    }

    Optional<RunRow> find(String schedule, Instant due) {
        return one("where schedule = ? and due = ?", schedule, SqlTime.of(due));
    }

    Optional<RunRow> last(String schedule) {
        return one("where schedule = ? order by due desc limit 1", schedule);
    }

    /// The run, which nobody else changes until the transaction ends.
    Optional<RunRow> lock(long id) {
        return one("where id = ? for update", id);
    }

    List<RunRow> latest(int most) {
        return list("order by created_at desc, id desc limit ?", most);
    }

    /// Those that have not ended.
    List<RunRow> open() {
        return list("where state in ('waiting', 'running') order by due, id");
    }

    private Optional<RunRow> one(String where, Object... values) {
        return list(where, values).stream().findFirst();
    }

    private List<RunRow> list(String where, Object... values) {
        return jdbc.sql("select * from run " + where)
                .params(values)
                .query(RunRow::of)
                .list();
    }

    /// @return whether it is this caller that began it
    boolean begin(long id, Instant now) {
        return jdbc.sql("update run set state = 'running', started_at = coalesce(started_at, ?)"
                                + " where id = ? and state = 'waiting'")
                        .params(SqlTime.of(now), id)
                        .update()
                == 1;
    }

    void end(long id, RunState state, Instant now) {
        jdbc.sql("update run set state = ?, ended_at = ?, ready_until = null where id = ?")
                .params(Words.of(state), SqlTime.of(now), id)
                .update();
    }

    void reopen(long id, Instant deadline) {
        jdbc.sql("update run set state = 'running', ended_at = null, deadline = ? where id = ?")
                .params(SqlTime.of(deadline), id)
                .update();
    }

    /// It begins as if it were due now.
    void makeMissed(long id, boolean mail, Instant deadline, String note) {
        jdbc.sql("""
                        update run set state = 'waiting', mail = ?, started_at = null, ended_at = null, ready_until = null,
                          deadline = ?, note = ? where id = ?
                        """)
                .params(mail, SqlTime.of(deadline), Words.cut(note, NOTE), id)
                .update();
    }

    /// The data is fresh.
    ///
    /// @return whether it is this caller that found it so
    boolean ready(long id) {
        return jdbc.sql("update run set ready_until = null where id = ? and ready_until is not null")
                        .param(id)
                        .update()
                == 1;
    }

    /// @return whether the note is new
    boolean note(long id, String note) {
        String text = Words.cut(note, NOTE);
        return jdbc.sql("update run set note = ? where id = ? and note <> ?")
                        .params(text, id, text)
                        .update()
                == 1;
    }

    RunSummary summary(RunRow run) {
        return run.with(counts(List.of(run)).getOrDefault(run.id(), Map.of()));
    }

    List<RunSummary> summaries(List<RunRow> runs) {
        Map<Long, Map<TaskState, Integer>> counts = counts(runs);
        return runs.stream()
                .map(r -> r.with(counts.getOrDefault(r.id(), Map.of())))
                .toList();
    }

    private Map<Long, Map<TaskState, Integer>> counts(List<RunRow> runs) {
        Map<Long, Map<TaskState, Integer>> counts = new HashMap<>();
        if (!runs.isEmpty()) {
            jdbc.sql(
                            "select run_id, state, count(*) as number from task where run_id in (:runs) group by run_id, state")
                    .param("runs", runs.stream().map(RunRow::id).toList())
                    .query((row, i) -> counts.computeIfAbsent(
                                    row.getLong("run_id"), r -> new EnumMap<>(TaskState.class))
                            .put(Words.constant(TaskState.class, row.getString("state")), row.getInt("number")))
                    .list();
        }
        return counts;
    }
}

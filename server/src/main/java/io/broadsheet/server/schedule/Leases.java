package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.server.state.PublicId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Who works on what: a site's tasks are taken for a time, and the time is made longer while the work goes on.
final class Leases {
    static final Duration LEASE = Duration.ofSeconds(60);
    /// A task that lost so many workers one after the other is made by itself.
    static final int LOST_THEN_ALONE = 3;
    /// And then it is given up.
    static final int LOST_THEN_FAILED = 6;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final RunTable runs;
    private final AttemptTable attempts;
    private final ApplicationEventPublisher events;

    Leases(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            InstantSource clock,
            RunTable runs,
            AttemptTable attempts,
            ApplicationEventPublisher events) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.runs = runs;
        this.attempts = attempts;
        this.events = events;
    }

    /// Takes a site's waiting tasks.
    ///
    /// @param reports which of them
    /// @return none where others have them
    Optional<Claim> take(long runId, String siteId, Collection<String> reports, String worker) {
        return Objects.requireNonNull(transaction.<Optional<Claim>>execute(status -> {
            Instant now = clock.instant();
            RunRow run = runs.find(runId).orElseThrow();
            if (run.state().isEnd() || run.readyUntil().isPresent() || !now.isBefore(run.deadline())) {
                return Optional.empty();
            }
            // Before its tasks are locked: whoever changes both begins with the run.
            boolean first = run.state() == RunState.WAITING && runs.begin(runId, now);
            List<Claim.Item> items = lock(runId, siteId, reports, now);
            if (items.isEmpty()) {
                status.setRollbackOnly();
                return Optional.empty();
            }
            mark(items, worker, now);
            RunRow begun = first ? runs.find(runId).orElseThrow() : run;
            if (first) {
                events.publishEvent(new ScheduleEvent.RunStarted(runs.summary(begun)));
            }
            return Optional.of(new Claim(begun, siteId, worker, items));
        }));
    }

    private List<Claim.Item> lock(long runId, String siteId, Collection<String> reports, Instant now) {
        return jdbc.sql("""
                        select id, report, fence, attempts, tries, failure_class from task
                        where run_id = :run and site_id = :site and report in (:reports) and state = 'pending'
                          and not_before <= :now
                        order by id for update skip locked
                        """)
                .param("run", runId)
                .param("site", siteId)
                .param("reports", reports)
                .param("now", SqlTime.of(now))
                .query((row, i) -> new Claim.Item(
                        row.getLong("id"),
                        row.getString("report"),
                        row.getLong("fence") + 1,
                        row.getInt("attempts") + 1,
                        PublicId.next(),
                        row.getInt("tries") + 1,
                        TaskTable.failureClass(row.getString("failure_class"))))
                .list();
    }

    private void mark(List<Claim.Item> items, String worker, Instant now) {
        OffsetDateTime until = SqlTime.of(now.plus(LEASE));
        batches.batchUpdate("""
                update task set state = 'running', worker = ?, lease_until = ?, fence = ?, attempts = ?, tries = ?
                where id = ?
                """, items, items.size(), (statement, item) -> {
            statement.setString(1, worker);
            statement.setObject(2, until);
            statement.setLong(3, item.fence());
            statement.setInt(4, item.attempt());
            statement.setInt(5, item.tries());
            statement.setLong(6, item.taskId());
        });
        attempts.insert(items, worker, now);
    }

    /// Makes a claim last longer.
    ///
    /// @return whether all of it is still the worker's
    boolean renew(Claim claim) {
        Instant until = clock.instant().plus(LEASE);
        int renewed = 0;
        for (Claim.Item item : claim.items()) {
            renewed += jdbc.sql("update task set lease_until = ? where id = ? and fence = ? and state = 'running'")
                    .params(SqlTime.of(until), item.taskId(), item.fence())
                    .update();
        }
        return renewed == claim.items().size();
    }

    /// Whether a task is still the worker's; until the transaction ends, it stays so.
    boolean holds(Claim.Item item) {
        return jdbc.sql("select id from task where id = ? and fence = ? and state = 'running' for update")
                .params(item.taskId(), item.fence())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /// A task whose worker was not heard of any more for too often.
    record GivenUp(long taskId, long runId) {}

    /// Makes tasks pending again whose lease has run out.
    ///
    /// @return those that are to be given up instead
    List<GivenUp> expire() {
        Instant now = clock.instant();
        List<GivenUp> givenUp = new ArrayList<>();
        transaction.executeWithoutResult(status -> expired(now).forEach(task -> {
            attempts.lost(task.id(), "the worker " + task.worker() + " was not heard of any more", now);
            int lost = attempts.lostInARow(task.id(), LOST_THEN_FAILED);
            if (lost >= LOST_THEN_FAILED) {
                givenUp.add(new GivenUp(task.id(), task.runId()));
            }
            @Nullable String before = lost >= LOST_THEN_ALONE ? FailureClass.RESOURCES.name() : task.failureClass();
            jdbc.sql("""
                            update task set state = 'pending', worker = null, lease_until = null, not_before = :now,
                              failure_class = :before where id = :id
                            """)
                    .param("now", SqlTime.of(now))
                    .param("before", before)
                    .param("id", task.id())
                    .update();
        }));
        return givenUp;
    }

    private record Expired(
            long id, long runId, String worker, @Nullable String failureClass) {}

    private List<Expired> expired(Instant now) {
        return jdbc.sql("""
                        select id, run_id, worker, failure_class from task
                        where run_id in (select id from run where state = 'running') and state = 'running'
                          and lease_until < ?
                        order by id for update skip locked
                        """)
                .param(SqlTime.of(now))
                .query((row, i) -> new Expired(
                        row.getLong("id"),
                        row.getLong("run_id"),
                        row.getString("worker"),
                        row.getString("failure_class")))
                .list();
    }
}

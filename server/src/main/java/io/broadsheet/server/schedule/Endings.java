package io.broadsheet.server.schedule;

import io.broadsheet.server.edition.Editions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// How tasks end, and with the last ones their site and their run: one transaction for the rows and for what listeners
/// write.
final class Endings {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final RunTable runs;
    private final TaskTable tasks;
    private final AttemptTable attempts;
    private final Editions editions;
    private final ApplicationEventPublisher events;

    Endings(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            InstantSource clock,
            RunTable runs,
            TaskTable tasks,
            AttemptTable attempts,
            Editions editions,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.runs = runs;
        this.tasks = tasks;
        this.attempts = attempts;
        this.editions = editions;
        this.events = events;
    }

    /// What came of one task of a claim.
    ///
    /// @param problems JSON
    record ItemEnd(Claim.Item item, TaskEnd end, String problems, String log, Duration took) {}

    /// Writes what came of a claim.
    ///
    /// @return the tasks that were no longer the worker's, of which nothing is written
    List<Claim.Item> end(Claim claim, Collection<ItemEnd> ends) {
        @Nullable
        List<Claim.Item> late = transaction.execute(status -> {
            RunRow run = runs.lock(claim.run().id()).orElseThrow();
            List<ItemEnd> held = ends.stream().filter(this::write).toList();
            if (!held.isEmpty()) {
                held.forEach(end -> trouble(run, end));
                close(run, Set.of(claim.siteId()));
            }
            return ends.stream()
                    .filter(e -> !held.contains(e))
                    .map(ItemEnd::item)
                    .toList();
        });
        return late == null ? List.of() : late;
    }

    private boolean write(ItemEnd done) {
        Instant now = clock.instant();
        boolean written = switch (done.end()) {
            case TaskEnd.Published(long revision) ->
                ended(done, TaskState.PUBLISHED, Optional.empty(), Optional.of(revision), now);
            case TaskEnd.Held(long revision, Failure failure) ->
                ended(done, TaskState.HELD, Optional.of(failure), Optional.of(revision), now);
            case TaskEnd.Failed(Failure failure) ->
                ended(done, TaskState.FAILED, Optional.of(failure), Optional.empty(), now);
            case TaskEnd.Again(Failure failure, Instant notBefore) -> again(done, failure, notBefore);
            case TaskEnd.GivenBack back -> back(done.item(), now);
        };
        if (written) {
            attempts.end(
                    done.item().attemptPublicId(),
                    outcome(done.end()),
                    failure(done),
                    done.problems(),
                    done.log(),
                    now);
        }
        return written;
    }

    private boolean ended(
            ItemEnd done, TaskState state, Optional<Failure> failure, Optional<Long> revision, Instant now) {
        return jdbc.sql("""
                        update task set state = :state, failure_class = :class, failure = :failure, revision_id = :revision,
                          took_ms = :took, ended_at = :now, lease_until = null
                        where id = :id and fence = :fence and state = 'running'
                        """)
                        .param("state", Words.of(state))
                        .param(
                                "class",
                                failure.map(f -> f.failureClass().name()).orElse(null))
                        .param("failure", failure.map(Endings::text).orElse(null))
                        .param("revision", revision.orElse(null))
                        .param("took", done.took().toMillis())
                        .param("now", SqlTime.of(now))
                        .param("id", done.item().taskId())
                        .param("fence", done.item().fence())
                        .update()
                == 1;
    }

    private boolean again(ItemEnd done, Failure failure, Instant notBefore) {
        return jdbc.sql("""
                        update task set state = 'pending', failure_class = ?, failure = ?, not_before = ?, worker = null,
                          lease_until = null
                        where id = ? and fence = ? and state = 'running'
                        """)
                        .params(
                                failure.failureClass().name(),
                                text(failure),
                                SqlTime.of(notBefore),
                                done.item().taskId(),
                                done.item().fence())
                        .update()
                == 1;
    }

    private boolean back(Claim.Item item, Instant now) {
        return jdbc.sql("""
                        update task set state = 'pending', tries = tries - 1, not_before = ?, worker = null, lease_until = null
                        where id = ? and fence = ? and state = 'running'
                        """)
                        .params(SqlTime.of(now), item.taskId(), item.fence())
                        .update()
                == 1;
    }

    private static String text(Failure failure) {
        return Words.cut(failure.toString(), AttemptTable.FAILURE);
    }

    private static String outcome(TaskEnd end) {
        return switch (end) {
            case TaskEnd.Published p -> "published";
            case TaskEnd.Held h -> "held";
            case TaskEnd.Failed f -> "failed";
            case TaskEnd.Again a -> "failed";
            case TaskEnd.GivenBack b -> "lost";
        };
    }

    private static Optional<Failure> failure(ItemEnd done) {
        return switch (done.end()) {
            case TaskEnd.Published p -> Optional.empty();
            case TaskEnd.Held(long revision, Failure failure) -> Optional.of(failure);
            case TaskEnd.Failed(Failure failure) -> Optional.of(failure);
            case TaskEnd.Again(Failure failure, Instant notBefore) -> Optional.of(failure);
            case TaskEnd.GivenBack b -> Optional.empty();
        };
    }

    private void trouble(RunRow run, ItemEnd done) {
        boolean ended = done.end() instanceof TaskEnd.Failed || done.end() instanceof TaskEnd.Held;
        if (ended) {
            Failure failure = failure(done).orElseThrow();
            events.publishEvent(new ScheduleEvent.TaskTroubled(
                    runs.summary(run),
                    tasks.find(done.item().taskId()).orElseThrow(),
                    done.item().attemptPublicId(),
                    failure.cause(),
                    failure.line()));
        }
    }

    /// Fails a task that waits.
    void giveUp(long runId, long taskId, Failure failure) {
        transaction.executeWithoutResult(status -> {
            RunRow run = runs.lock(runId).orElseThrow();
            int failed = jdbc.sql("""
                            update task set state = 'failed', failure_class = ?, failure = ?, ended_at = ?, fence = fence + 1
                            where id = ? and state = 'pending'
                            """)
                    .params(failure.failureClass().name(), text(failure), SqlTime.of(clock.instant()), taskId)
                    .update();
            if (failed == 1) {
                TaskView task = tasks.find(taskId).orElseThrow();
                givenUp(task);
                String attempt = attempts.ofTask(taskId).getLast().publicId();
                events.publishEvent(new ScheduleEvent.TaskTroubled(
                        runs.summary(run), task, attempt, failure.cause(), failure.line()));
                close(run, Set.of(task.siteId()));
            }
        });
    }

    /// Fails all tasks of a run that were begun and have not ended, in the transaction that locked it. Who still works
    /// on one comes too late.
    ///
    /// @return their sites
    List<String> failBegun(RunRow run, Failure failure, Instant now) {
        List<TaskView> begun = tasks.ofRun(run.id()).stream()
                .filter(t -> t.state() == TaskState.RUNNING || (t.state() == TaskState.PENDING && t.attempts() > 0))
                .toList();
        List<String> sites = tasks.failBegun(run.id(), failure, now);
        // After their tasks: whoever begins an edition locks them in this order.
        begun.forEach(this::givenUp);
        return sites;
    }

    private void givenUp(TaskView task) {
        editions.givenUp(task.siteId(), task.report(), task.periodStart(), task.periodEnd());
    }

    /// Tells of those of the sites that have ended, and of the run if it has. The run is locked.
    void close(RunRow run, Collection<String> siteIds) {
        Set<String> ended = new LinkedHashSet<>(siteIds);
        ended.removeIf(site -> tasks.isOpen(run.id(), site));
        for (String site : ended) {
            events.publishEvent(
                    new ScheduleEvent.SiteEnded(run.id(), run.mail(), site, tasks.publishedRevisions(run.id(), site)));
        }
        if (!tasks.isOpen(run.id()) && !run.state().isEnd()) {
            runs.end(run.id(), state(runs.summary(run).tasks()), clock.instant());
            RunRow over = runs.find(run.id()).orElseThrow();
            events.publishEvent(new ScheduleEvent.RunEnded(runs.summary(over)));
        }
    }

    /// A run's end, from its tasks; never a success by default.
    static RunState state(Map<TaskState, Integer> tasks) {
        int all = tasks.values().stream().mapToInt(Integer::intValue).sum();
        int published = tasks.getOrDefault(TaskState.PUBLISHED, 0);
        if (published > 0) {
            return published == all ? RunState.SUCCEEDED : RunState.PARTIAL;
        }
        if (all > 0 && tasks.getOrDefault(TaskState.CANCELLED, 0) == all) {
            return RunState.CANCELLED;
        }
        if (all > 0 && tasks.getOrDefault(TaskState.MISSED, 0) == all) {
            return RunState.MISSED;
        }
        return RunState.FAILED;
    }
}

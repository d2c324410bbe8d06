package io.broadsheet.server.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.broadsheet.server.state.Dialect;
import io.broadsheet.server.state.PublicId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Wakes workers, by db-scheduler. It only wakes: what there is to do stands in `run` and `task`, and were its table
/// lost, [Overseer] would wake workers again.
///
/// A process that works on a run keeps one wake busy and leaves another for the next process, as long as there is more
/// to do than it can do at a time.
final class Wakes {
    private static final String TASK = "run";
    /// Runs that one process works on at a time.
    private static final int THREADS = 4;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final CustomTask<Void> task;
    /// Tells nobody of this process.
    private final SchedulerClient others;

    private final Optional<Scheduler> scheduler;

    /// @param work what a worker does; none where the process is not one
    Wakes(
            DataSource dataSource,
            Dialect dialect,
            JdbcClient jdbc,
            InstantSource clock,
            WorkerName name,
            Optional<RunWork> work) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.task = Tasks.custom(TASK, Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(SOON)))
                .execute((instance, context) -> next(work.orElseThrow(), instance.getId()));
        this.scheduler = work.map(w -> scheduler(dataSource, dialect, name));
        this.others = SchedulerClient.Builder.create(dataSource, task).build();
    }

    private Scheduler scheduler(DataSource dataSource, Dialect dialect, WorkerName name) {
        SchedulerBuilder builder = new SteadyBuilder(dataSource, task)
                .schedulerName(new SchedulerName.Fixed(name.value()))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(PATIENCE)
                .executorService(new QuietExecutor("wake", THREADS))
                .dueExecutor(new QuietExecutor("wake-due", 1))
                .enableImmediateExecution();
        return dialect == Dialect.POSTGRESQL
                ? builder.pollUsingLockAndFetch(0.5, 1.0).build()
                : builder.pollUsingFetch(0.5, 1.0).build();
    }

    private CompletionHandler<Void> next(RunWork work, String instance) {
        long runId = Long.parseLong(instance.substring(0, instance.indexOf('.')));
        Optional<Instant> again = work.work(runId, id -> ensure(id, others));
        if (again.isEmpty()) {
            forget(runId);
        }
        return again.<CompletionHandler<Void>>map(at -> (complete, operations) -> operations.reschedule(complete, at))
                .orElseGet(CompletionHandler.OnCompleteRemove::new);
    }

    /// Nobody needs to look at a run that is over.
    private void forget(long runId) {
        jdbc.sql("delete from scheduled_tasks where task_name = ? and task_instance like ? and picked = false")
                .params(TASK, runId + ".%")
                .update();
    }

    /// Sees to it that somebody looks at a run soon.
    void ensure(long runId) {
        ensure(runId, scheduler.<SchedulerClient>map(s -> s).orElse(others));
    }

    private void ensure(long runId, SchedulerClient client) {
        Instant now = clock.instant();
        int soon = jdbc.sql("""
                        select count(*) from scheduled_tasks
                        where task_name = ? and task_instance like ? and picked = false and execution_time <= ?
                        """)
                .params(TASK, runId + ".%", SqlTime.of(now.plus(SOON)))
                .query(Integer.class)
                .single();
        if (soon == 0) {
            client.scheduleIfNotExists(task.instance(runId + "." + PublicId.next()), now);
        }
    }

    void start() {
        scheduler.ifPresent(Scheduler::start);
    }

    void stop() {
        scheduler.ifPresent(s -> {
            LOG.debug("no more wakes");
            s.stop();
        });
    }

    /// Polls by time that only goes on: by the clock on the wall it would stand still for as long as that is set back.
    private static final class SteadyBuilder extends SchedulerBuilder {
        SteadyBuilder(DataSource dataSource, Task<?> task) {
            super(dataSource, List.of(task));
        }

        @Override
        protected Waiter buildWaiter() {
            return new Waiter(POLL, () -> Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
        }
    }
}

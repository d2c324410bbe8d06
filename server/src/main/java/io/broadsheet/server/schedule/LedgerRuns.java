package io.broadsheet.server.schedule;

import io.broadsheet.engine.project.ScheduleSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The runs of the ledger.
final class LedgerRuns implements Runs {
    private static final int NEXT_DUE = 5;
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRuns.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Map<String, ScheduleSpec> schedules;
    private final RunTable runs;
    private final TaskTable tasks;
    private final AttemptTable attempts;
    private final RunMaker maker;
    private final DueRuns due;
    private final Endings endings;
    private final Wakes wakes;

    LedgerRuns(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            InstantSource clock,
            Map<String, ScheduleSpec> schedules,
            RunTable runs,
            TaskTable tasks,
            AttemptTable attempts,
            RunMaker maker,
            DueRuns due,
            Endings endings,
            Wakes wakes) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.schedules = schedules;
        this.runs = runs;
        this.tasks = tasks;
        this.attempts = attempts;
        this.maker = maker;
        this.due = due;
        this.endings = endings;
        this.wakes = wakes;
    }

    @Override
    public RunSummary start(RunRequest request) {
        RunTable.RunTimes times =
                new RunTable.RunTimes(Optional.empty(), clock.instant().plus(within(request.schedule())));
        RunRow run = maker.make(request, times);
        if (!run.state().isEnd()) {
            wakes.ensure(run.id());
        }
        return runs.summary(run);
    }

    private java.time.Duration within(Optional<String> schedule) {
        return schedule.map(schedules::get).map(ScheduleSpec::within).orElse(ScheduleSpec.DEFAULT_WITHIN);
    }

    @Override
    public Optional<RunSummary> find(String publicId) {
        return runs.find(publicId).map(runs::summary);
    }

    @Override
    public Optional<RunSummary> find(long id) {
        return runs.find(id).map(runs::summary);
    }

    @Override
    public List<RunSummary> latest(int most) {
        return runs.summaries(runs.latest(most));
    }

    @Override
    public List<TaskView> tasks(long runId) {
        return tasks.ofRun(runId);
    }

    @Override
    public Optional<TaskView> task(String publicId) {
        return tasks.find(publicId);
    }

    @Override
    public List<AttemptView> attempts(long taskId) {
        return attempts.ofTask(taskId);
    }

    @Override
    public Optional<AttemptView> attempt(String publicId) {
        return attempts.find(publicId);
    }

    @Override
    public Optional<TaskView> taskById(long id) {
        return tasks.find(id);
    }

    @Override
    public boolean retryOf(long revisionId, String who) {
        return tasks.ofRevision(revisionId).map(t -> retry(t.id(), who)).orElse(false);
    }

    @Override
    public boolean retry(long taskId, String who) {
        Optional<TaskView> task = tasks.find(taskId);
        if (task.isEmpty()) {
            return false;
        }
        long runId = task.get().runId();
        boolean reopened = Boolean.TRUE.equals(transaction.execute(status -> {
            RunRow run = runs.lock(runId).orElseThrow();
            boolean ended = tasks.reopen(taskId, clock.instant());
            if (ended) {
                runs.reopen(runId, clock.instant().plus(within(run.schedule())));
            }
            return ended;
        }));
        if (reopened) {
            LOG.info("task {} is tried again by {}", task.get().publicId(), who);
            wakes.ensure(runId);
        }
        return reopened;
    }

    @Override
    public boolean makeMissed(long runId, boolean mail, String who) {
        boolean made = Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<RunRow> missed = runs.lock(runId).filter(r -> r.state() == RunState.MISSED);
            if (missed.isEmpty() || !hasTasks(missed.get())) {
                return false;
            }
            RunRow run = missed.get();
            tasks.ofRun(runId).forEach(task -> tasks.reopen(task.id(), clock.instant()));
            runs.makeMissed(runId, mail, clock.instant().plus(within(run.schedule())), "Made after all by " + who);
            LOG.info("run {} was missed and is made by {}", run.publicId(), who);
            return true;
        }));
        if (made) {
            wakes.ensure(runId);
        }
        return made;
    }

    /// A run that was left out has none yet.
    private boolean hasTasks(RunRow run) {
        if (!tasks.ofRun(run.id()).isEmpty()) {
            return true;
        }
        Optional<ScheduleSpec> spec = run.schedule().map(schedules::get);
        return spec.isPresent()
                && maker.addTasks(run, spec.get().reports(), spec.get().sites());
    }

    @Override
    public void cancel(long runId, String who) {
        transaction.executeWithoutResult(status -> {
            Optional<RunRow> run = runs.lock(runId).filter(r -> !r.state().isEnd());
            if (run.isPresent()) {
                runs.note(runId, "Cancelled by " + who);
                List<String> sites = tasks.endPending(runId, TaskState.CANCELLED, "cancelled", clock.instant());
                endings.close(run.get(), sites);
                LOG.info("run {} is cancelled by {}", run.get().publicId(), who);
            }
        });
    }

    @Override
    public List<ScheduleView> schedules() {
        return schedules.values().stream().map(this::view).toList();
    }

    private ScheduleView view(ScheduleSpec spec) {
        return new ScheduleView(
                spec.name(),
                spec.cron(),
                spec.zone(),
                spec.reports(),
                due.isPaused(spec.name()),
                new DueTimes(spec.cron(), spec.zone()).next(clock.instant(), NEXT_DUE),
                runs.last(spec.name()).map(runs::summary));
    }

    @Override
    public RunSummary runNow(String schedule, boolean mail, String who) {
        ScheduleSpec spec = spec(schedule);
        Instant now = clock.instant();
        RunRequest request = new RunRequest(
                RunKind.MANUAL,
                Optional.empty(),
                now,
                spec.reports(),
                spec.sites(),
                now.atZone(spec.zone()).toLocalDate(),
                mail,
                who);
        RunRow run = maker.makeDue(request, new RunTable.RunTimes(Optional.empty(), now.plus(spec.within())));
        LOG.info("schedule {} is run now by {}", schedule, who);
        wakes.ensure(run.id());
        return runs.summary(run);
    }

    @Override
    public void pause(String schedule, boolean paused, String who) {
        ScheduleSpec spec = spec(schedule);
        // What was due until now is still made, or left out, as it was.
        due.consider(spec);
        jdbc.sql("update schedule_state set paused = ? where name = ?")
                .params(paused, spec.name())
                .update();
        LOG.info("schedule {} is {} by {}", schedule, paused ? "paused" : "resumed", who);
    }

    private ScheduleSpec spec(String schedule) {
        @Nullable ScheduleSpec spec = schedules.get(schedule);
        if (spec == null) {
            throw new IllegalArgumentException("no schedule is named '" + schedule + "'");
        }
        return spec;
    }
}

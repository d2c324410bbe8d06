package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.project.ScheduleSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the ledger, every second, in each process that is a scheduler: makes runs of what is due, asks whether
/// data is ready, takes back what dead workers held, ends what is over its deadline, and wakes workers. Several at once
/// do no harm.
final class Overseer {
    private static final long EVERY_MS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(Overseer.class);

    private final InstantSource clock;
    private final Collection<ScheduleSpec> schedules;
    private final DueRuns due;
    private final Readiness readiness;
    private final Deadlines deadlines;
    private final Leases leases;
    private final Endings endings;
    private final RunTable runs;
    private final TaskTable tasks;
    private final Wakes wakes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("overseer").daemon().factory());
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    Overseer(
            InstantSource clock,
            Collection<ScheduleSpec> schedules,
            DueRuns due,
            Readiness readiness,
            Deadlines deadlines,
            Leases leases,
            Endings endings,
            RunTable runs,
            TaskTable tasks,
            Wakes wakes) {
        this.clock = clock;
        this.schedules = List.copyOf(schedules);
        this.due = due;
        this.readiness = readiness;
        this.deadlines = deadlines;
        this.leases = leases;
        this.endings = endings;
        this.runs = runs;
        this.tasks = tasks;
        this.wakes = wakes;
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("the overseer still looks");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Once over everything. What fails is tried again the next time, and keeps nothing else from being looked at.
    void look() {
        for (ScheduleSpec schedule : schedules) {
            guarded("schedule " + schedule.name(), () -> due.consider(schedule));
        }
        guarded("leases", this::expire);
        guarded("runs", () -> runs.open().forEach(run -> guarded("run " + run.publicId(), () -> lookAt(run))));
    }

    private void expire() {
        for (Leases.GivenUp task : leases.expire()) {
            Failure failure = new Failure(
                    FailureClass.RESOURCES,
                    Failure.LOST,
                    "its worker was not heard of any more, " + Leases.LOST_THEN_FAILED + " times one after the other");
            endings.giveUp(task.runId(), task.taskId(), failure);
        }
    }

    private void lookAt(RunRow run) {
        readiness.check(run);
        runs.find(run.id()).filter(r -> !r.state().isEnd()).ifPresent(now -> {
            deadlines.check(now);
            if (now.readyUntil().isEmpty() && tasks.isClaimable(now.id(), clock.instant())) {
                wakes.ensure(now.id());
            }
        });
    }

    /// A fault that stays is logged with its trace once.
    private void guarded(String what, Runnable look) {
        Instant now = clock.instant();
        try {
            look.run();
            broken.remove(what);
        } catch (RuntimeException e) {
            if (broken.add(what)) {
                LOG.error("{} could not be looked after at {}", what, now, e);
            } else {
                LOG.warn(
                        "{} still can't be looked after: {}", what, e.getClass().getSimpleName());
            }
        }
    }
}

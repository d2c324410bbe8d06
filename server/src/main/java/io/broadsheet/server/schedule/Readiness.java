package io.broadsheet.server.schedule;

import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/// Holds runs until their data is fresh, up to a time.
final class Readiness {
    /// How often a source is asked.
    static final Duration EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final ReportEngine engine;
    private final Map<String, ScheduleSpec> schedules;
    private final RunTable runs;
    private final TaskTable tasks;
    private final NeverBegun neverBegun;
    private final RunMaker maker;
    private final Endings endings;
    private final ApplicationEventPublisher events;
    private final Map<Long, Instant> asked = new ConcurrentHashMap<>();

    Readiness(
            TransactionTemplate transaction,
            InstantSource clock,
            ReportEngine engine,
            Map<String, ScheduleSpec> schedules,
            RunTable runs,
            TaskTable tasks,
            NeverBegun neverBegun,
            RunMaker maker,
            Endings endings,
            ApplicationEventPublisher events) {
        this.transaction = transaction;
        this.clock = clock;
        this.engine = engine;
        this.schedules = schedules;
        this.runs = runs;
        this.tasks = tasks;
        this.neverBegun = neverBegun;
        this.maker = maker;
        this.endings = endings;
        this.events = events;
    }

    /// Asks for a run that waits, if it is time to.
    void check(RunRow run) {
        Instant now = clock.instant();
        Instant until = run.readyUntil().orElse(Instant.MAX);
        Instant before = asked.getOrDefault(run.id(), Instant.MIN);
        // A clock that was set back must not make it wait for that long.
        boolean justAsked = !before.isAfter(now) && now.isBefore(before.plus(EVERY));
        if (run.readyUntil().isEmpty() || (justAsked && now.isBefore(until))) {
            return;
        }
        asked.put(run.id(), now);
        if (isReady(run)) {
            asked.remove(run.id());
            if (runs.ready(run.id())) {
                LOG.info("run {}: its data is ready", run.publicId());
            }
        } else if (!now.isBefore(until)) {
            asked.remove(run.id());
            giveUp(run);
        }
    }

    private boolean isReady(RunRow run) {
        Optional<ScheduleSpec.Ready> ready = run.schedule()
                .flatMap(s -> Optional.ofNullable(schedules.get(s)))
                .flatMap(ScheduleSpec::ready);
        Optional<String> report = tasks.ofRun(run.id()).stream()
                .map(TaskView::report)
                .filter(engine.project().reports()::containsKey)
                .findFirst();
        if (ready.isEmpty() || report.isEmpty()) {
            return true;
        }
        try {
            boolean holds =
                    engine.holds(ready.get().source(), ready.get().sql(), maker.period(report.get(), run.issueDate()));
            runs.note(run.id(), holds ? "" : "Waiting: the data is not ready");
            return holds;
        } catch (ProjectException e) {
            Problem problem = e.problems().getFirst();
            String what = engine.project().secrets().redact(problem.code().id() + ": " + problem.message());
            LOG.warn("run {}: whether its data is ready can't be asked: {}", run.publicId(), what);
            runs.note(run.id(), "Waiting: whether the data is ready can't be asked: " + what);
            return false;
        }
    }

    private void giveUp(RunRow waiting) {
        transaction.executeWithoutResult(status -> {
            Optional<RunRow> locked = runs.lock(waiting.id())
                    .filter(r -> r.readyUntil().isPresent() && !r.state().isEnd());
            if (locked.isEmpty()) {
                return;
            }
            RunRow run = locked.get();
            runs.note(run.id(), run.note().replaceFirst("^Waiting", "Given up"));
            var sites = neverBegun.miss(run, "the data was not ready in time", clock.instant());
            endings.close(run, sites);
            RunRow over = runs.find(run.id()).orElseThrow();
            events.publishEvent(new ScheduleEvent.RunLate(runs.summary(over), Deadlines.READY, run.due()));
        });
    }
}

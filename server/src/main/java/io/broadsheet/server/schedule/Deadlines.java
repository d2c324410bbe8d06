package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/// Sees to it that runs begin and end in time, and says so where they don't.
final class Deadlines {
    /// What a run was late with: words that alerts and metrics go by.
    static final String READY = "ready";

    static final String BEGIN = "begin";
    static final String END = "end";

    /// A run that could begin and does not for so long is told of.
    static final Duration BEGIN_WITHIN = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final String NOT_BEGUN = "No worker has begun it";

    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final RunTable runs;
    private final NeverBegun neverBegun;
    private final Endings endings;
    private final ApplicationEventPublisher events;
    private final Map<Long, Instant> couldBegin = new ConcurrentHashMap<>();

    Deadlines(
            TransactionTemplate transaction,
            InstantSource clock,
            RunTable runs,
            NeverBegun neverBegun,
            Endings endings,
            ApplicationEventPublisher events) {
        this.transaction = transaction;
        this.clock = clock;
        this.runs = runs;
        this.neverBegun = neverBegun;
        this.endings = endings;
        this.events = events;
    }

    void check(RunRow run) {
        Instant now = clock.instant();
        if (!now.isBefore(run.deadline())) {
            couldBegin.remove(run.id());
            end(run.id(), now);
        } else if (run.state() == RunState.WAITING && run.readyUntil().isEmpty()) {
            Instant since = couldBegin.merge(run.id(), now, (a, b) -> a.isBefore(b) ? a : b);
            if (!now.isBefore(since.plus(BEGIN_WITHIN))) {
                notBegun(run);
            }
        } else {
            couldBegin.remove(run.id());
        }
    }

    private void notBegun(RunRow run) {
        transaction.executeWithoutResult(status -> {
            if (runs.note(run.id(), NOT_BEGUN)) {
                LOG.warn("run {} is due since {} and no worker has begun it", run.publicId(), run.due());
                RunRow noted = runs.find(run.id()).orElseThrow();
                events.publishEvent(new ScheduleEvent.RunLate(runs.summary(noted), BEGIN, run.due()));
            }
        });
    }

    private void end(long runId, Instant now) {
        transaction.executeWithoutResult(status -> {
            RunRow run = runs.lock(runId).orElseThrow();
            if (run.state().isEnd() || now.isBefore(run.deadline())) {
                return;
            }
            LOG.warn("run {} did not end by {}", run.publicId(), run.deadline());
            Failure failure =
                    new Failure(FailureClass.RESOURCES, Failure.DEADLINE, "it did not end by the run's deadline");
            Set<String> sites = new LinkedHashSet<>(endings.failBegun(run, failure, now));
            sites.addAll(neverBegun.miss(run, "it did not begin by the run's deadline", now));
            endings.close(run, sites);
            RunRow over = runs.find(runId).orElseThrow();
            events.publishEvent(new ScheduleEvent.RunLate(runs.summary(over), END, run.deadline()));
        });
    }
}

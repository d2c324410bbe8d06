package io.broadsheet.server.health;

import io.broadsheet.server.schedule.ScheduleEvent;
import io.broadsheet.server.schedule.TaskState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// What machines watch: counters of this process by outcome and failure class, and gauges of what the ledger holds.
@Component
final class RunMetrics {
    private final MeterRegistry registry;
    private final JdbcClient jdbc;

    RunMetrics(MeterRegistry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.jdbc = jdbc;
        gauge("broadsheet.tasks.pending", "Tasks that wait", "select count(*) from task where state = 'pending'");
        gauge("broadsheet.tasks.running", "Tasks under way", "select count(*) from task where state = 'running'");
        gauge(
                "broadsheet.editions.held",
                "Revisions that wait for somebody",
                "select count(*) from revision where state = 'held'");
        gauge(
                "broadsheet.messages.pending",
                "Mails that wait",
                "select count(*) from message where state in ('pending', 'sending')");
        gauge(
                "broadsheet.messages.unknown",
                "Mails nobody knows about",
                "select count(*) from message where state = 'unknown'");
        for (String state : new String[] {"sent", "failed", "suppressed"}) {
            Gauge.builder(
                            "broadsheet.messages",
                            () -> count("select count(*) from message where state = '" + state + "'"))
                    .description("Mails by what became of them")
                    .tag("outcome", state)
                    .register(registry);
        }
    }

    private void gauge(String name, String description, String sql) {
        Gauge.builder(name, () -> count(sql)).description(description).register(registry);
    }

    private double count(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }

    /// Counted when it is certain: a transaction that is rolled back leaves nothing.
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ScheduleEvent event) {
        switch (event) {
            case ScheduleEvent.RunStarted started ->
                count("broadsheet.runs.started", "kind", word(started.run().kind()));
            case ScheduleEvent.SiteEnded ended ->
                registry.counter("broadsheet.revisions.published")
                        .increment(ended.revisionIds().size());
            case ScheduleEvent.TaskTroubled troubled ->
                registry.counter(
                                "broadsheet.tasks.troubled",
                                "outcome",
                                word(troubled.task().state()),
                                "class",
                                troubled.task()
                                        .failureClass()
                                        .map(RunMetrics::word)
                                        .orElse("none"))
                        .increment();
            case ScheduleEvent.RunEnded ended -> ended(ended);
            case ScheduleEvent.RunLate late -> count("broadsheet.runs.late", "what", late.what());
        }
    }

    private void ended(ScheduleEvent.RunEnded ended) {
        count("broadsheet.runs.ended", "outcome", word(ended.run().state()));
        for (TaskState state : TaskState.values()) {
            int tasks = ended.run().tasks().getOrDefault(state, 0);
            registry.counter("broadsheet.tasks.ended", "outcome", word(state)).increment(tasks);
        }
    }

    private void count(String name, String tag, String value) {
        registry.counter(name, tag, value).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

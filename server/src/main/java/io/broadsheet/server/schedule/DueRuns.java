package io.broadsheet.server.schedule;

import io.broadsheet.engine.project.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Turns due times into runs: each once, whatever the clock does and however many processes look.
final class DueRuns {
    /// What is due longer than this was not made in time, and is caught up with by the schedule's policy.
    static final Duration ON_TIME = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(DueRuns.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final RunMaker maker;

    DueRuns(JdbcClient jdbc, TransactionTemplate transaction, InstantSource clock, RunMaker maker) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.maker = maker;
    }

    /// Makes the runs of all due times that nobody has considered yet. A schedule that is new is due from now on.
    void consider(ScheduleSpec spec) {
        Instant now = clock.instant();
        Optional<Instant> considered = consideredUntil(spec.name(), false);
        if (considered.isEmpty()) {
            begin(spec.name(), now);
            return;
        }
        List<Instant> due = new DueTimes(spec.cron(), spec.zone()).between(considered.get(), now);
        for (Instant at : due) {
            transaction.executeWithoutResult(status -> {
                // Whoever comes second waits here, and finds it considered.
                if (consideredUntil(spec.name(), true).orElse(at).isBefore(at)) {
                    make(spec, at, due.getLast(), now);
                    jdbc.sql("update schedule_state set considered_until = ? where name = ?")
                            .params(SqlTime.of(at), spec.name())
                            .update();
                }
            });
        }
    }

    private Optional<Instant> consideredUntil(String schedule, boolean lock) {
        return jdbc.sql("select considered_until from schedule_state where name = ?" + (lock ? " for update" : ""))
                .param(schedule)
                .query((row, i) -> SqlTime.required(row, "considered_until"))
                .optional();
    }

    void begin(String schedule, Instant now) {
        jdbc.sql(
                        "insert into schedule_state (name, considered_until, paused) values (?, ?, false) on conflict do nothing")
                .params(schedule, SqlTime.of(now))
                .update();
    }

    boolean isPaused(String schedule) {
        return jdbc.sql("select paused from schedule_state where name = ?")
                .param(schedule)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private void make(ScheduleSpec spec, Instant due, Instant latest, Instant now) {
        boolean late = due.isBefore(now.minus(ON_TIME));
        Instant deadline = (late ? now : due).plus(spec.within());
        Verdict verdict = isPaused(spec.name()) ? Verdict.PAUSED : late ? caughtUp(spec, due, latest) : Verdict.MAIL;
        RunRequest request = request(spec, due, spec.mail() && verdict == Verdict.MAIL);
        LOG.info("schedule {} is due at {}: {}", spec.name(), due, verdict);
        switch (verdict) {
            case MAIL, NO_MAIL -> maker.makeDue(request, new RunTable.RunTimes(readyUntil(spec, due), deadline));
            case LEFT_OUT ->
                maker.makeMissed(
                        request,
                        deadline,
                        "It was due while no server ran; catch-up: "
                                + Words.of(spec.catchUp()).replace('_', '-'));
            case PAUSED -> maker.makeMissed(request, deadline, "The schedule was paused");
        }
    }

    private enum Verdict {
        MAIL,
        NO_MAIL,
        LEFT_OUT,
        PAUSED
    }

    private static Verdict caughtUp(ScheduleSpec spec, Instant due, Instant latest) {
        boolean isLatest = due.equals(latest);
        return switch (spec.catchUp()) {
            case PUBLISH_ALL_MAIL_ALL -> Verdict.MAIL;
            case PUBLISH_ALL_MAIL_LATEST -> isLatest ? Verdict.MAIL : Verdict.NO_MAIL;
            case LATEST_ONLY -> isLatest ? Verdict.MAIL : Verdict.LEFT_OUT;
            case NONE -> Verdict.LEFT_OUT;
        };
    }

    private static RunRequest request(ScheduleSpec spec, Instant due, boolean mail) {
        LocalDate issueDate = due.atZone(spec.zone()).toLocalDate();
        return new RunRequest(
                RunKind.SCHEDULED,
                Optional.of(spec.name()),
                due,
                spec.reports(),
                spec.sites(),
                issueDate,
                mail,
                "schedule");
    }

    /// The next time that the clock shows it, from the due time on.
    static Optional<Instant> readyUntil(ScheduleSpec spec, Instant due) {
        return spec.ready().map(ready -> {
            ZonedDateTime at = due.atZone(spec.zone());
            ZonedDateTime until = at.toLocalDate().atTime(ready.waitUntil()).atZone(spec.zone());
            return (until.isBefore(at) ? until.plusDays(1) : until).toInstant();
        });
    }
}

package io.broadsheet.server.alert;

import static java.time.ZoneOffset.UTC;

import io.broadsheet.server.alert.Alerts.AlertView;
import io.broadsheet.server.schedule.RunSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The rows of alerts: one for each run and cause, however often it happens. Thread-safe.
final class AlertLedger {
    /// So long nothing new may have come before a run that goes on is spoken of.
    static final Duration QUIET = Duration.ofSeconds(30);
    /// So long at most is waited for quiet.
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    static final String RECOVERED = "recovered: ";
    static final String LATE = "late: ";
    /// Followed by what became of the mails: `unknown`, or `failed` and the class.
    static final String MAIL = "mail: ";

    private static final int LONGEST_CAUSE = 400;
    private static final int LONGEST_TEXT = 4000;
    /// Longer than it takes to tell one alert.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    AlertLedger(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// A task has trouble of this cause. Written with the caller's transaction; no row is changed that another run's
    /// task changes too, so that tasks never wait for each other here.
    ///
    /// @param text of the first one
    void troubled(long runId, String cause, String text, long taskId) {
        add(runId, cut(cause, LONGEST_CAUSE), text);
        jdbc.sql("""
                insert into alert_task (alert_id, task_id, at) \
                select id, ?, ? from alert where run_id = ? and cause = ? on conflict do nothing""").params(taskId, now(), runId, cut(cause, LONGEST_CAUSE)).update();
    }

    /// @return whether it is new
    boolean add(long runId, String cause, String text) {
        return add(runId, cause, text, now());
    }

    /// Waits for more of the kind before it is told.
    void addLater(long runId, String cause, String text) {
        add(runId, cause, text, now().plus(QUIET));
    }

    private boolean add(long runId, String cause, String text, OffsetDateTime notBefore) {
        return jdbc.sql("""
                insert into alert (run_id, cause, state, text, count, attempts, not_before, created_at, told) \
                values (?, ?, 'pending', ?, 1, 0, ?, ?, '') on conflict do nothing""")
                        .params(runId, cut(cause, LONGEST_CAUSE), cut(text, LONGEST_TEXT), notBefore, now())
                        .update()
                == 1;
    }

    /// Alerts of this run whose tasks were all mended by a retry, and lateness that is over.
    ///
    /// @param worked whether the run came to an end of its own
    List<Told> mended(long runId, boolean worked) {
        return jdbc.sql("""
                select a.id, a.cause, a.state from alert a where a.run_id = :run \
                and a.state in ('pending', 'sent', 'failed') and a.cause not like 'recovered: %' \
                and ((:worked = true and a.cause like 'late: %') or (exists (select 1 from alert_task x \
                where x.alert_id = a.id) and not exists (select 1 from alert_task x join task t on t.id = x.task_id \
                where x.alert_id = a.id and t.state <> 'published'))) order by a.id""")
                .param("run", runId)
                .param("worked", worked)
                .query(AlertLedger::told)
                .list();
    }

    /// Alerts of earlier runs of the schedule whose cause this run does not have.
    List<Told> gone(RunSummary run, String schedule) {
        return jdbc.sql("""
                select a.id, a.cause, a.state from alert a join run r on r.id = a.run_id \
                where r.schedule = ? and r.due < ? and a.state in ('pending', 'sent', 'failed') \
                and a.cause not like 'recovered: %' and a.cause not like 'mail: %' and not exists (select 1 from alert b \
                where b.run_id = ? and b.cause = a.cause and b.state <> 'recovered') order by a.id""")
                .params(schedule, run.due().atOffset(UTC), run.id())
                .query(AlertLedger::told)
                .list();
    }

    private static Told told(ResultSet rs, int row) throws SQLException {
        return new Told(rs.getLong("id"), rs.getString("cause"), rs.getString("state"));
    }

    /// @param state `sent` if the team knows of it
    record Told(long id, String cause, String state) {}

    boolean recover(long id) {
        return jdbc.sql("update alert set state = 'recovered' where id = ? and state in ('pending', 'sent', 'failed')")
                        .param(id)
                        .update()
                == 1;
    }

    /// The next alert that may be told, taken so that nobody else tells it meanwhile.
    Optional<Due> take() {
        List<Due> due = transaction.execute(s -> jdbc
                .sql("""
                select a.id from alert a where a.state = 'pending' and a.not_before <= :now \
                and (exists (select 1 from run r where r.id = a.run_id and r.ended_at is not null) \
                or a.created_at <= :oldest or not exists (select 1 from alert_task x \
                where x.alert_id = a.id and x.at > :quiet)) order by a.not_before, a.id limit 1 \
                for update skip locked""")
                .param("now", now())
                .param("oldest", now().minus(LONGEST_WAIT))
                .param("quiet", now().minus(QUIET))
                .query(Long.class)
                .list()
                .stream()
                .map(this::lease)
                .toList());
        return due == null ? Optional.empty() : due.stream().findFirst();
    }

    private Due lease(long id) {
        jdbc.sql("""
                update alert set attempts = attempts + 1, not_before = ?, count = greatest(1, \
                (select count(*) from alert_task x where x.alert_id = alert.id), \
                (select count(*) from message m where m.run_id = alert.run_id and alert.cause = case m.state \
                when 'unknown' then 'mail: unknown' when 'failed' then concat('mail: failed ', m.failure_class) \
                else '' end)) where id = ?""").params(now().plus(LEASE), id).update();
        return jdbc.sql("""
                select a.*, r.public_id as run, r.schedule, r.due, r.issue_date, r.state as run_state, \
                (select count(*) from task t where t.run_id = r.id) as tasks \
                from alert a left join run r on r.id = a.run_id where a.id = ?""").param(id).query(AlertLedger::due).single();
    }

    private static Due due(ResultSet rs, int row) throws SQLException {
        return new Due(
                rs.getLong("id"),
                rs.getString("cause"),
                rs.getString("text"),
                rs.getInt("count"),
                rs.getInt("attempts"),
                rs.getString("told"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(rs.getString("run")).orElse(""),
                Optional.ofNullable(rs.getString("schedule")).orElse(""),
                Optional.ofNullable(rs.getObject("due", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(Instant.EPOCH),
                Optional.ofNullable(rs.getString("issue_date")).orElse(""),
                Optional.ofNullable(rs.getString("run_state")).orElse(""),
                rs.getInt("tasks"));
    }

    /// @param told names of the channels that have it already
    /// @param tasks how many editions the run has
    record Due(
            long id,
            String cause,
            String text,
            int count,
            int attempts,
            String told,
            Instant createdAt,
            String run,
            String schedule,
            Instant due,
            String issueDate,
            String runState,
            int tasks) {
        boolean isRecovery() {
            return cause.startsWith(RECOVERED);
        }

        boolean isLate() {
            return cause.startsWith(LATE);
        }

        boolean isMail() {
            return cause.startsWith(MAIL);
        }
    }

    void told(long id, String channels) {
        jdbc.sql("update alert set told = ? where id = ?").params(channels, id).update();
    }

    void sent(long id) {
        jdbc.sql("update alert set state = 'sent', sent_at = ? where id = ? and state = 'pending'")
                .params(now(), id)
                .update();
    }

    void delayed(long id, Duration pause) {
        jdbc.sql("update alert set not_before = ? where id = ? and state = 'pending'")
                .params(now().plus(pause), id)
                .update();
    }

    void failed(long id) {
        jdbc.sql("update alert set state = 'failed' where id = ? and state = 'pending'")
                .param(id)
                .update();
    }

    List<AlertView> latest(int most) {
        return jdbc.sql("""
                select a.*, (select count(*) from alert_task x where x.alert_id = a.id) as tasks \
                from alert a order by a.id desc limit ?""")
                .param(most)
                .query((rs, n) -> new AlertView(
                        Optional.ofNullable(rs.getObject("run_id", Long.class)),
                        rs.getString("cause"),
                        rs.getString("state"),
                        rs.getString("text"),
                        Math.max(rs.getInt("count"), rs.getInt("tasks")),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(rs.getObject("sent_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(UTC);
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}

package io.broadsheet.server.delivery;

import static java.time.ZoneOffset.UTC;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.server.state.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The rows of messages and deliveries: what is to be sent is known here before it is sent. Thread-safe.
final class MessageLedger {
    /// Longer than any send can take, so that whoever is late is dead.
    static final Duration LEASE = Duration.ofMinutes(20);

    static final int LONGEST_FAILURE = 4000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Consumer<DeliveryEvent> listener;

    /// @param listener hears what happens within the transaction in which it does
    MessageLedger(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            InstantSource clock,
            Consumer<DeliveryEvent> listener) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.listener = listener;
    }

    /// Writes a message for each active recipient of the site to whom one of the revisions was not delivered yet.
    ///
    /// @param later whether the run's own mail is not meant: editions released afterwards
    /// @param domain of Message-IDs
    /// @return how many are to be sent
    int write(long runId, String siteId, List<Long> revisionIds, boolean later, String channel, String domain) {
        if (revisionIds.isEmpty()) {
            return 0;
        }
        Integer pending = transaction.execute(s -> {
            // Locked: whoever writes for the same people at the same time waits, and then sees these rows.
            List<Person> people = jdbc.sql(
                            "select id, address from recipient where site_id = ? and active = true order by id for update")
                    .param(siteId)
                    .query((rs, n) -> new Person(rs.getLong("id"), rs.getString("address")))
                    .list();
            Map<Long, Set<Long>> delivered = delivered(revisionIds);
            Set<String> suppressed = suppressed(siteId);
            int count = 0;
            for (Person person : people) {
                Set<Long> had = delivered.getOrDefault(person.id, Set.of());
                List<Long> fresh = revisionIds.stream()
                        .distinct()
                        .filter(r -> !had.contains(r))
                        .toList();
                boolean wanted = !suppressed.contains(SuppressionList.key(person.address));
                if (!fresh.isEmpty()) {
                    write(runId, person.id, fresh, later, channel, domain, wanted);
                    count += wanted ? 1 : 0;
                }
            }
            return count;
        });
        return pending == null ? 0 : pending;
    }

    private record Person(long id, String address) {}

    private Map<Long, Set<Long>> delivered(List<Long> revisionIds) {
        Map<Long, Set<Long>> delivered = new HashMap<>();
        jdbc.sql("select recipient_id, revision_id from delivery where revision_id in (:ids)")
                .param("ids", revisionIds)
                .query((ResultSet rs) -> {
                    delivered
                            .computeIfAbsent(rs.getLong(1), id -> new HashSet<>())
                            .add(rs.getLong(2));
                });
        return delivered;
    }

    private Set<String> suppressed(String siteId) {
        return new HashSet<>(jdbc.sql("select address from suppression where site_id = ?")
                .param(siteId)
                .query(String.class)
                .list());
    }

    private void write(
            long runId,
            long recipientId,
            List<Long> revisionIds,
            boolean later,
            String channel,
            String domain,
            boolean wanted) {
        Integer last = jdbc.sql("select coalesce(max(wave), -1) from message where run_id = ? and recipient_id = ?")
                .params(runId, recipientId)
                .query(Integer.class)
                .single();
        String publicId = PublicId.next();
        jdbc.sql("""
                insert into message (public_id, run_id, wave, recipient_id, channel, state, attempts, not_before, \
                message_id, created_at) values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)""")
                .params(
                        publicId,
                        runId,
                        Math.max(last + 1, later ? 1 : 0),
                        recipientId,
                        channel,
                        wanted ? "pending" : "suppressed",
                        now(),
                        "<" + publicId + "@" + domain + ">",
                        now())
                .update();
        long messageId = jdbc.sql("select id from message where public_id = ?")
                .param(publicId)
                .query(Long.class)
                .single();
        for (long revisionId : revisionIds) {
            jdbc.sql("insert into delivery (public_id, message_id, revision_id, recipient_id) values (?, ?, ?, ?)")
                    .params(PublicId.next(), messageId, revisionId, recipientId)
                    .update();
        }
    }

    /// The run to which a revision belongs and which wanted mail; the latest.
    Optional<Long> runWithMail(long revisionId) {
        return jdbc.sql("""
                select r.id from task t join run r on r.id = t.run_id \
                where t.revision_id = ? and r.mail = true order by r.id desc limit 1""").param(revisionId).query(Long.class).optional();
    }

    /// Takes the next message that is due, so that nobody else has it.
    Optional<Taken> take() {
        List<Taken> taken = transaction.execute(s -> jdbc.sql("""
                        select id from message where state = 'pending' and not_before <= ? \
                        order by not_before, id limit 1 for update skip locked""").param(now()).query(Long.class).list().stream()
                .map(this::lease)
                .toList());
        return taken == null ? Optional.empty() : taken.stream().findFirst();
    }

    private Taken lease(long id) {
        Instant until = clock.instant().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("update message set state = 'sending', attempts = attempts + 1, lease_until = ? where id = ?")
                .params(until.atOffset(UTC), id)
                .update();
        return jdbc.sql("""
                select m.*, u.schedule, u.issue_date, u.public_id as run, r.public_id as recipient, r.site_id, r.address, r.name, r.locale, \
                r.active, (select count(*) from suppression s where s.site_id = r.site_id \
                and s.address = lower(r.address)) as suppressed \
                from message m join recipient r on r.id = m.recipient_id join run u on u.id = m.run_id where m.id = ?""").param(id).query((rs, n) -> taken(rs, until)).single();
    }

    private Taken taken(ResultSet rs, Instant until) throws SQLException {
        return new Taken(
                rs.getLong("id"),
                rs.getLong("run_id"),
                rs.getString("run"),
                rs.getInt("attempts"),
                until,
                rs.getString("message_id"),
                Optional.ofNullable(rs.getString("schedule")),
                rs.getString("recipient"),
                rs.getString("site_id"),
                rs.getString("address"),
                rs.getString("name"),
                Optional.ofNullable(rs.getString("locale")).map(Locale::forLanguageTag),
                rs.getBoolean("active") && rs.getInt("suppressed") == 0);
    }

    /// A message that is this process' until the lease ends.
    ///
    /// @param wanted whether its recipient still wants it
    record Taken(
            long id,
            long runId,
            String runPublicId,
            int attempts,
            Instant leaseUntil,
            String messageId,
            Optional<String> schedule,
            String recipientPublicId,
            String siteId,
            String address,
            String name,
            Optional<Locale> locale,
            boolean wanted) {}

    /// What is in a message.
    List<Item> items(long messageId) {
        return jdbc.sql("""
                select d.public_id, d.revision_id, v.edition_id from delivery d \
                join revision v on v.id = d.revision_id where d.message_id = ? order by d.id""")
                .param(messageId)
                .query((rs, n) -> new Item(rs.getString(1), rs.getLong(2), rs.getLong(3)))
                .list();
    }

    record Item(String publicId, long revisionId, long editionId) {}

    void sent(Taken taken) {
        end(taken, "sent", null, null, now());
    }

    void suppressed(Taken taken) {
        end(taken, "suppressed", null, null, null);
    }

    void failed(Taken taken, FailureClass why, String failure) {
        transaction.executeWithoutResult(s -> {
            if (end(taken, "failed", why.name(), failure, null)) {
                troubled(taken, false, why, failure);
            }
        });
    }

    void unknown(Taken taken, String failure) {
        transaction.executeWithoutResult(s -> {
            if (end(taken, "unknown", FailureClass.EXTERNAL.name(), failure, null)) {
                troubled(taken, true, FailureClass.EXTERNAL, failure);
            }
        });
    }

    private void troubled(Taken taken, boolean inDoubt, FailureClass why, String failure) {
        listener.accept(
                new DeliveryEvent.MessageTroubled(taken.runId, taken.runPublicId, taken.siteId, inDoubt, why, failure));
    }

    /// Whoever answers after the lease knows better than whoever only saw it end; but not once it was sent again.
    private boolean end(
            Taken taken,
            String state,
            @Nullable String why,
            @Nullable String failure,
            @Nullable OffsetDateTime sentAt) {
        return jdbc.sql("""
                update message set state = :state, failure_class = :why, failure = :failure, sent_at = :sent \
                where id = :id and attempts = :attempts and lease_until = :lease and state in ('sending', 'unknown')""")
                        .param("state", state)
                        .param("why", why, java.sql.Types.VARCHAR)
                        .param("failure", failure == null ? null : cut(failure), java.sql.Types.VARCHAR)
                        .param("sent", sentAt, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("id", taken.id)
                        .param("attempts", taken.attempts)
                        .param("lease", taken.leaseUntil.atOffset(UTC))
                        .update()
                == 1;
    }

    /// Back to the others, after a pause.
    void delayed(Taken taken, FailureClass why, String failure, Duration pause) {
        jdbc.sql("""
                update message set state = 'pending', failure_class = ?, failure = ?, not_before = ?, lease_until = null \
                where id = ? and attempts = ? and lease_until = ? and state = 'sending'""")
                .params(
                        why.name(),
                        cut(failure),
                        now().plus(pause),
                        taken.id,
                        taken.attempts,
                        taken.leaseUntil.atOffset(UTC))
                .update();
    }

    /// Messages whose sender is gone: nobody knows whether they left.
    int expire() {
        Integer count = transaction.execute(s -> {
            List<Long> lost = jdbc.sql("""
                    select id from message where state = 'sending' and lease_until < ? order by id \
                    for update skip locked""").param(now()).query(Long.class).list();
            lost.forEach(this::lost);
            return lost.size();
        });
        return count == null ? 0 : count;
    }

    private void lost(long id) {
        String failure = "The process that was sending it ended before an answer came; it may have left.";
        jdbc.sql("update message set state = 'unknown', failure_class = 'EXTERNAL', failure = ? where id = ?")
                .params(failure, id)
                .update();
        listener.accept(jdbc.sql("""
                        select m.run_id, u.public_id as run, r.site_id from message m \
                        join run u on u.id = m.run_id join recipient r on r.id = m.recipient_id where m.id = ?""")
                .param(id)
                .query((rs, n) -> new DeliveryEvent.MessageTroubled(
                        rs.getLong("run_id"),
                        rs.getString("run"),
                        rs.getString("site_id"),
                        true,
                        FailureClass.EXTERNAL,
                        failure))
                .single());
    }

    /// A person has decided: what failed or what nobody knows about is sent once more.
    boolean resend(String publicId) {
        return jdbc.sql("""
                update message set state = 'pending', attempts = 0, not_before = ?, lease_until = null \
                where public_id = ? and state in ('failed', 'unknown')""").params(now(), publicId).update() == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(UTC);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_FAILURE ? text : text.substring(0, LONGEST_FAILURE);
    }
}

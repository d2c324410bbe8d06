package io.broadsheet.server.delivery;

import io.broadsheet.engine.project.Secrets;
import jakarta.mail.internet.AddressException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Deliveries as the ledger has them.
final class StoredDeliveries implements Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(StoredDeliveries.class);
    private static final String VIEW = """
            select m.*, r.site_id, r.address, \
            (select count(*) from delivery d where d.message_id = m.id) as editions \
            from message m join recipient r on r.id = m.recipient_id\s""";

    private final JdbcClient jdbc;
    private final MessageLedger ledger;
    private final SuppressionList suppressions;
    private final MailWriter writer;
    private final Channel channel;
    private final MailSenders senders;
    private final Secrets secrets;

    StoredDeliveries(
            JdbcClient jdbc,
            MessageLedger ledger,
            SuppressionList suppressions,
            MailWriter writer,
            Channel channel,
            MailSenders senders,
            Secrets secrets) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.suppressions = suppressions;
        this.writer = writer;
        this.channel = channel;
        this.senders = senders;
        this.secrets = secrets;
    }

    @Override
    public List<MessageView> latest(int most) {
        return jdbc.sql(VIEW + "order by m.id desc limit ?")
                .param(most)
                .query(StoredDeliveries::view)
                .list();
    }

    @Override
    public List<MessageView> ofRun(long runId) {
        return jdbc.sql(VIEW + "where m.run_id = ? order by r.site_id, r.address, m.wave")
                .param(runId)
                .query(StoredDeliveries::view)
                .list();
    }

    private static MessageView view(ResultSet rs, int row) throws SQLException {
        return new MessageView(
                rs.getLong("id"),
                rs.getString("public_id"),
                rs.getLong("run_id"),
                rs.getString("site_id"),
                rs.getString("address"),
                rs.getString("channel"),
                rs.getString("state"),
                rs.getInt("attempts"),
                Optional.ofNullable(rs.getString("failure")),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(rs.getObject("sent_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                rs.getInt("editions"));
    }

    @Override
    public Optional<DeliveryLink> link(String deliveryPublicId) {
        return jdbc.sql("""
                select d.id, d.revision_id, r.id as recipient_id, r.public_id, r.site_id \
                from delivery d join recipient r on r.id = d.recipient_id where d.public_id = ?""")
                .param(deliveryPublicId)
                .query((rs, n) -> new DeliveryLink(
                        rs.getLong("id"),
                        rs.getLong("revision_id"),
                        rs.getLong("recipient_id"),
                        rs.getString("public_id"),
                        rs.getString("site_id")))
                .optional();
    }

    @Override
    public boolean resend(String messagePublicId, String who) {
        boolean again = ledger.resend(messagePublicId);
        if (again) {
            LOG.info("message {} is sent again, as {} said", messagePublicId, OneLine.of(who));
            senders.wake();
        }
        return again;
    }

    @Override
    public void test(long revisionId, String address, String who) {
        try {
            MimeMail.address(address);
        } catch (AddressException e) {
            throw new IllegalStateException("No mail can be sent there: " + e.getMessage() + ".", e);
        }
        Mail mail;
        try {
            mail = writer.test(revisionId, address);
        } catch (BadTemplate e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        switch (channel.send(mail)) {
            case Outcome.Sent() -> LOG.info("test mail {} sent, as {} said", mail.messageId(), OneLine.of(who));
            case Outcome.Refused refused -> throw new IllegalStateException(secrets.redact(refused.text()));
            case Outcome.Delayed delayed -> throw new IllegalStateException(secrets.redact(delayed.text()));
            case Outcome.Unknown unknown -> throw new IllegalStateException(secrets.redact(unknown.text()));
        }
    }

    @Override
    public boolean isSuppressed(String siteId, String address) {
        return suppressions.reason(siteId, address).isPresent();
    }

    @Override
    public void suppress(String siteId, String address, String reason, String who) {
        suppressions.add(siteId, address, reason, who);
    }

    @Override
    public boolean allow(String siteId, String address, String who) {
        boolean removed = suppressions.remove(siteId, address);
        if (removed) {
            LOG.info("mail of site {} to a suppressed address is allowed again, as {} said", siteId, OneLine.of(who));
        }
        return removed;
    }

    @Override
    public List<SuppressionView> suppressions() {
        return suppressions.all();
    }
}

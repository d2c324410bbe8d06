package io.broadsheet.server.delivery;

import io.broadsheet.server.edition.EditionEvent;
import io.broadsheet.server.schedule.ScheduleEvent;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes messages in the very transaction in which a site's run ends or a revision is released: there is no time at
/// which an edition is out and its mail forgotten.
final class DeliveryListener {
    private final MessageLedger ledger;
    private final MailSenders senders;
    private final String channel;
    private final String domain;

    DeliveryListener(MessageLedger ledger, MailSenders senders, String channel, String domain) {
        this.ledger = ledger;
        this.senders = senders;
        this.channel = channel;
        this.domain = domain;
    }

    @EventListener
    void siteEnded(ScheduleEvent.SiteEnded ended) {
        if (ended.mail()) {
            write(ended.runId(), ended.siteId(), ended.revisionIds(), false);
        }
    }

    @EventListener
    void released(EditionEvent.Released released) {
        ledger.runWithMail(released.revisionId())
                .ifPresent(run -> write(run, released.siteId(), List.of(released.revisionId()), true));
    }

    private void write(long runId, String siteId, List<Long> revisionIds, boolean later) {
        if (ledger.write(runId, siteId, revisionIds, later, channel, domain) > 0) {
            wakeAfterCommit();
        }
    }

    private void wakeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    senders.wake();
                }
            });
        } else {
            senders.wake();
        }
    }
}

package io.broadsheet.server.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Mails and who wants none. Thread-safe.
public interface Deliveries {
    /// The latest first.
    List<MessageView> latest(int most);

    List<MessageView> ofRun(long runId);

    /// @param state `pending`, `sending`, `sent`, `failed`, `unknown` or `suppressed`
    record MessageView(
            long id,
            String publicId,
            long runId,
            String siteId,
            String address,
            String channel,
            String state,
            int attempts,
            Optional<String> failure,
            Instant createdAt,
            Optional<Instant> sentAt,
            int editions) {}

    /// What a link in a mail stands for.
    Optional<DeliveryLink> link(String deliveryPublicId);

    record DeliveryLink(long deliveryId, long revisionId, long recipientId, String recipientPublicId, String siteId) {}

    /// Sends again what failed, or what nobody knows about (`unknown`): a person has decided.
    boolean resend(String messagePublicId, String who);

    /// Sends one edition's mail to an address, marked as a test; no delivery is written.
    ///
    /// @throws IllegalStateException with the reason if it can't be sent
    void test(long revisionId, String address, String who);

    boolean isSuppressed(String siteId, String address);

    void suppress(String siteId, String address, String reason, String who);

    /// Allows mail again.
    boolean allow(String siteId, String address, String who);

    List<SuppressionView> suppressions();

    record SuppressionView(String siteId, String address, String reason, Instant createdAt, String createdBy) {}
}

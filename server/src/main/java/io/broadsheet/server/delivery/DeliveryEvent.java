package io.broadsheet.server.delivery;

import io.broadsheet.engine.problem.FailureClass;

/// What happens to mails. Published within the transaction that makes it so.
public sealed interface DeliveryEvent {
    /// A mail did not leave and will not by itself, or nobody knows whether it left.
    ///
    /// @param inDoubt whether nobody knows
    /// @param line what the mail server said, without secrets
    record MessageTroubled(
            long runId, String runPublicId, String siteId, boolean inDoubt, FailureClass why, String line)
            implements DeliveryEvent {}
}

package io.broadsheet.server.edition;

/// Where an edition is.
public enum EditionState {
    RUNNING,
    PUBLISHED,
    /// The newest revision waits for an operator; the customer sees the last good one, if there is one.
    HELD,
    FAILED,
    MISSED
}

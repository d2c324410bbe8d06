package io.broadsheet.engine.problem;

/// What to do about a failure. Retry, alerts and metrics switch on this, never on a message's text.
public enum FailureClass {
    /// The analyst's to mend; trying again gives the same.
    USER,
    /// A source, a store or a network did not answer; trying again later may help.
    EXTERNAL,
    /// Too many rows, too much memory, too much time; smaller or later may help.
    RESOURCES,
    /// A bug of Broadsheet's.
    INTERNAL
}

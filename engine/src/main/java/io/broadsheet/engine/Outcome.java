package io.broadsheet.engine;

/// How the making of a page ended.
public enum Outcome {
    /// Whole, and every expectation met: it may leave.
    READY,
    /// A block or an expectation failed: people of the team may look at it, customers must not.
    HELD,
    /// There is no page.
    FAILED
}

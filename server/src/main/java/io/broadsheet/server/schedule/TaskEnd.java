package io.broadsheet.server.schedule;

import java.time.Instant;

/// What came of an attempt.
sealed interface TaskEnd {
    record Published(long revisionId) implements TaskEnd {}

    /// @param failure why an operator has to decide
    record Held(long revisionId, Failure failure) implements TaskEnd {}

    /// For good.
    record Failed(Failure failure) implements TaskEnd {}

    /// Failed, and tried again.
    record Again(Failure failure, Instant notBefore) implements TaskEnd {}

    /// Not done, because the worker stops; another may begin at once.
    record GivenBack(String why) implements TaskEnd {}
}

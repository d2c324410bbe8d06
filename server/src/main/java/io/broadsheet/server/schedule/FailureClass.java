package io.broadsheet.server.schedule;

/// Why something failed, as far as it decides what happens next.
public enum FailureClass {
    /// The report or its data is wrong: the analyst is told, nothing is tried again.
    USER,
    /// Something outside does not answer: tried again after a pause.
    EXTERNAL,
    /// Too much at a time: tried again later, by itself.
    RESOURCES,
    /// A bug of ours.
    INTERNAL
}

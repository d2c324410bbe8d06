package io.broadsheet.server.delivery;

/// By what mails leave. Thread-safe.
interface Channel extends AutoCloseable {
    /// Never throws: what goes wrong is an outcome.
    Outcome send(Mail mail);

    /// There is nothing to do at the moment: what is kept open may be closed.
    default void rest() {}

    @Override
    default void close() {}
}

package io.broadsheet.server.alert;

import java.time.Duration;
import java.util.Optional;

/// Where the team is told. Thread-safe.
interface AlertChannel {
    /// `slack`, `webhook` or `log`.
    String name();

    /// Never throws.
    Answer tell(AlertLedger.Due due, AlertText text);

    /// @param taken whether the other side has it
    /// @param trouble what it said, if not; without secrets
    /// @param after how long it asked to wait
    record Answer(boolean taken, String trouble, Optional<Duration> after) {
        static Answer yes() {
            return new Answer(true, "", Optional.empty());
        }

        static Answer no(String trouble) {
            return new Answer(false, trouble, Optional.empty());
        }
    }
}

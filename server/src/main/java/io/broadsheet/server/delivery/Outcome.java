package io.broadsheet.server.delivery;

import io.broadsheet.engine.problem.FailureClass;
import java.time.Duration;
import java.util.Optional;

/// What came of handing one mail over.
sealed interface Outcome {
    /// The other side said that it has it.
    record Sent() implements Outcome {}

    /// It did not leave and never will: trying again gives the same.
    ///
    /// @param mailboxGone whether the other side said that there is no such mailbox
    record Refused(FailureClass why, String text, boolean mailboxGone) implements Outcome {}

    /// It did not leave; later it may.
    ///
    /// @param reached whether somebody was there to talk to; if not, others will not fare better now
    /// @param after how long the other side asked to wait
    record Delayed(FailureClass why, String text, boolean reached, Optional<Duration> after) implements Outcome {
        static Delayed unreached(String text) {
            return new Delayed(FailureClass.EXTERNAL, text, false, Optional.empty());
        }

        static Delayed reached(String text) {
            return new Delayed(FailureClass.EXTERNAL, text, true, Optional.empty());
        }
    }

    /// All of it was handed over and nothing was said: it may have left.
    record Unknown(String text) implements Outcome {}
}

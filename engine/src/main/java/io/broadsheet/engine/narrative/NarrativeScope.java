package io.broadsheet.engine.narrative;

import io.broadsheet.engine.format.Formats;

/// What filters and loops of one evaluation share: the reader's formats and a budget of steps. Bound to the evaluating
/// thread for the time of the evaluation, because macros see no variables of their caller.
final class NarrativeScope {
    static final ScopedValue<NarrativeScope> CURRENT = ScopedValue.newInstance();

    private static final int MOST_STEPS = 1_000_000;

    private final Formats formats;
    private int steps;

    NarrativeScope(Formats formats) {
        this.formats = formats;
    }

    static NarrativeScope current() {
        return CURRENT.get();
    }

    Formats formats() {
        return formats;
    }

    /// One turn of a loop.
    void step() {
        if (++steps > MOST_STEPS) {
            throw new NarrativeException("the loops make more than " + MOST_STEPS + " turns");
        }
    }
}

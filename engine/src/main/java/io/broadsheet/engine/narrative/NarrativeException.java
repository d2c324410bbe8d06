package io.broadsheet.engine.narrative;

/// Something in a template that can't be evaluated, in words for its author.
final class NarrativeException extends RuntimeException {
    private final String said;

    NarrativeException(String said) {
        super(said, null, false, false);
        this.said = said;
    }

    String said() {
        return said;
    }
}

package io.broadsheet.engine.narrative;

/// A template asks for something that can't be had. Says so in the author's words.
final class NarrativeException extends RuntimeException {
    private final String said;
    private final int line;

    NarrativeException(String said) {
        this(said, 0);
    }

    private NarrativeException(String said, int line) {
        super(said, null, false, false);
        this.said = said;
        this.line = line;
    }

    /// The same at a line of the template, if it has none yet.
    NarrativeException at(int templateLine) {
        return line > 0 || templateLine <= 0 ? this : new NarrativeException(said, templateLine);
    }

    String said() {
        return said;
    }

    /// The line of the template; 0 if it is not known.
    int line() {
        return line;
    }
}

package io.broadsheet.cli.output;

import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.source.TerminalText;
import java.util.Optional;

/// An expectation that was not met, in the form of a problem.
public final class UnmetText {
    private UnmetText() {}

    public static String of(Expectation expectation) {
        Optional<String> found = expectation.found();
        return expectation.span() + " error[unmet-expectation]: "
                + TerminalText.visible(expectation.expected())
                + found.map(f -> "\n  found: " + TerminalText.visible(f)).orElse("");
    }
}

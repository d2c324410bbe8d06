package io.broadsheet.cli;

import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.source.TerminalText;
import java.util.Optional;

/// An expectation that was not met, in the form of a problem.
final class UnmetText {
    private UnmetText() {}

    static String of(Expectation expectation) {
        Optional<String> found = expectation.found();
        return expectation.span() + " error[unmet-expectation]: "
                + TerminalText.visible(expectation.expected())
                + found.map(f -> "\n  found: " + TerminalText.visible(f)).orElse("");
    }
}

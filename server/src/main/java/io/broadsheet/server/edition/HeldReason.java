package io.broadsheet.server.edition;

import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.server.state.PlainText;
import java.util.Optional;
import java.util.stream.Stream;

/// Why a page may not leave, in one line.
final class HeldReason {
    private static final int LONGEST = 1_000;

    private HeldReason() {}

    /// Empty where it may.
    static Optional<String> of(Rendering rendering) {
        if (rendering.outcome() == Outcome.READY) {
            return Optional.empty();
        }
        var reasons = Stream.concat(
                        rendering.expectations().stream()
                                .filter(e -> !e.passed())
                                .map(HeldReason::say),
                        rendering.problems().stream()
                                .filter(Problem::isError)
                                .map(p -> p.span() + " " + p.code().id() + ": " + p.message()))
                .toList();
        String first = reasons.isEmpty() ? "the page is not whole" : reasons.getFirst();
        String line = first.replaceAll("\\s+", " ") + (reasons.size() > 1 ? " (+" + (reasons.size() - 1) + ")" : "");
        return Optional.of(PlainText.of(line, LONGEST));
    }

    private static String say(Expectation e) {
        return e.expected() + e.found().map(f -> " (" + f + ")").orElse("");
    }
}

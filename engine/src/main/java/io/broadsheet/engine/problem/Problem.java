package io.broadsheet.engine.problem;

import io.broadsheet.engine.source.Span;
import java.util.Optional;

/// Something wrong with an author's work: what, where, why, and what next.
///
/// @param code what kind of mistake it is
/// @param span where it is
/// @param message what is wrong, naming the thing, without customer data; no full stop at the end
/// @param hint what to do next, or what would have been right; may be empty
public record Problem(ProblemCode code, Span span, String message, String hint) {
    public static Problem of(ProblemCode code, Span span, String message) {
        return new Problem(code, span, message, "");
    }

    public Problem withHint(String newHint) {
        return new Problem(code, span, message, newHint);
    }

    public Severity severity() {
        return code.severity();
    }

    public boolean isError() {
        return severity() == Severity.ERROR;
    }

    public Optional<String> hintIfAny() {
        return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
    }

    /// The one form of DESIGN: place, code, message, source frame, hint.
    @Override
    public String toString() {
        return ProblemText.of(this);
    }
}

package io.broadsheet.server.schedule;

import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.Secrets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What class a failure is of. It follows from problems' codes and exceptions' types, never from their words.
final class Failures {
    /// Which one decides where there are several: what a retry can't mend comes first.
    private static final List<FailureClass> ORDER =
            List.of(FailureClass.USER, FailureClass.INTERNAL, FailureClass.RESOURCES, FailureClass.EXTERNAL);

    private final Secrets secrets;

    Failures(Secrets secrets) {
        this.secrets = secrets;
    }

    /// Why a page may not leave, if so.
    Optional<Failure> of(Rendering rendering) {
        return of(rendering.problems())
                .or(() -> rendering.expectations().stream()
                        .filter(e -> !e.passed())
                        .findFirst()
                        .map(this::of));
    }

    Optional<Failure> of(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .min(Comparator.comparingInt(p -> ORDER.indexOf(classOf(p))))
                .map(p -> new Failure(classOf(p), p.code().id(), line(p.toString())));
    }

    private Failure of(Expectation unmet) {
        return new Failure(FailureClass.USER, Failure.EXPECTATION, line(unmet.toString()));
    }

    static FailureClass classOf(Problem problem) {
        return switch (problem.code().failureClass()) {
            case USER -> FailureClass.USER;
            case EXTERNAL -> FailureClass.EXTERNAL;
            case RESOURCES -> FailureClass.RESOURCES;
            case INTERNAL -> FailureClass.INTERNAL;
        };
    }

    /// The store did not take it.
    Failure ofStore(Exception e) {
        return new Failure(FailureClass.EXTERNAL, Failure.STORE, line(text(e)));
    }

    /// Something that should not happen.
    Failure of(Throwable e) {
        return e instanceof OutOfMemoryError
                ? new Failure(FailureClass.RESOURCES, ProblemCode.TOO_MUCH_MEMORY.id(), line(text(e)))
                : new Failure(FailureClass.INTERNAL, ProblemCode.INTERNAL_ERROR.id(), line(text(e)));
    }

    private static String text(Throwable e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private String line(String text) {
        return secrets.redact(text.lines().findFirst().orElse(""));
    }
}

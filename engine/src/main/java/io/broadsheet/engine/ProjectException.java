package io.broadsheet.engine;

import io.broadsheet.engine.problem.Problem;
import java.util.List;

/// A project that can't be worked with at all, with everything that is wrong.
public final class ProjectException extends RuntimeException {
    private final transient List<Problem> problems;

    public ProjectException(List<Problem> problems) {
        super(String.join("\n\n", problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}

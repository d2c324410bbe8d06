package io.broadsheet.engine.problem;

import io.broadsheet.engine.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects problems while work goes on, so that all of them are said at once. Not thread-safe: one piece of work, one
/// collector.
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void add(ProblemCode code, Span span, String message) {
        add(Problem.of(code, span, message));
    }

    public void add(ProblemCode code, Span span, String message, String hint) {
        add(new Problem(code, span, message, hint));
    }

    public void addAll(Iterable<Problem> problems) {
        problems.forEach(this::add);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Problem::isError);
    }

    /// All of them, by file and place.
    public List<Problem> list() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Problems::comparePlaces);
        return List.copyOf(sorted);
    }

    private static int comparePlaces(Problem one, Problem other) {
        int files = one.span().file().compareTo(other.span().file());
        return files != 0
                ? files
                : Integer.compare(one.span().offset(), other.span().offset());
    }

    @Override
    public String toString() {
        return String.join("\n\n", list().stream().map(Problem::toString).toList());
    }
}

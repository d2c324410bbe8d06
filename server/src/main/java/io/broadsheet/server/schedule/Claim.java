package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
import java.util.List;
import java.util.Optional;

/// A site's tasks that a worker has taken.
record Claim(RunRow run, String siteId, String worker, List<Item> items) {
    Claim {
        items = List.copyOf(items);
    }

    /// One task of it.
    ///
    /// @param attempt its number, from 1
    /// @param tries attempts since the task was made or retried by hand, with this one
    /// @param before why the attempt before failed
    record Item(
            long taskId,
            String report,
            long fence,
            int attempt,
            String attemptPublicId,
            int tries,
            Optional<FailureClass> before) {}

    /// Whether it was too much at a time before, and is to be made by itself.
    boolean isAlone() {
        return items.stream()
                .anyMatch(i -> i.before().filter(FailureClass.RESOURCES::equals).isPresent());
    }
}

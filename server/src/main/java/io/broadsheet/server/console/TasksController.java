package io.broadsheet.server.console;

import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.schedule.AttemptView;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.schedule.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A task with its attempts, and an attempt with its problems and log: where an alert's link leads.
@RestController
final class TasksController {
    private final Shell shell;
    private final Runs runs;
    private final Editions editions;
    private final Audit audit;

    TasksController(Shell shell, Runs runs, Editions editions, Audit audit) {
        this.shell = shell;
        this.runs = runs;
        this.editions = editions;
        this.audit = audit;
    }

    @GetMapping("/console/tasks/{id}")
    ResponseEntity<String> task(HttpServletRequest request, @PathVariable String id) {
        Optional<TaskView> task = runs.task(id);
        return task.isEmpty() ? Shell.missing() : show(request, task.get(), Optional.empty());
    }

    @GetMapping("/console/attempts/{id}")
    ResponseEntity<String> attempt(HttpServletRequest request, @PathVariable String id) {
        Optional<AttemptView> attempt = runs.attempt(id);
        Optional<TaskView> task = attempt.flatMap(a -> runs.taskById(a.taskId()));
        return task.isEmpty() ? Shell.missing() : show(request, task.get(), attempt);
    }

    private ResponseEntity<String> show(HttpServletRequest request, TaskView task, Optional<AttemptView> wanted) {
        List<AttemptView> attempts = runs.attempts(task.id());
        Optional<AttemptView> attempt =
                wanted.or(() -> attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast()));
        Optional<RunSummary> run = runs.find(task.runId());
        Optional<RevisionView> revision = task.revisionId().flatMap(editions::revision);
        Map<String, Object> model = new HashMap<>();
        model.put("task", task);
        model.put("run", run.orElseThrow());
        model.put("attempts", attempts);
        model.put("hasAttempt", attempt.isPresent());
        attempt.ifPresent(a -> {
            model.put("attempt", a);
            model.put("problems", ProblemText.of(a.problems()));
        });
        model.put("hasRevision", revision.isPresent());
        revision.ifPresent(r -> model.put("revision", r));
        return shell.page(request, "task", "runs", model);
    }

    @PostMapping("/console/tasks/{id}/retry")
    ResponseEntity<String> retry(Principal who, @PathVariable String id) {
        Optional<TaskView> task = runs.task(id);
        if (task.isEmpty()) {
            return Shell.missing();
        }
        boolean again = runs.retry(task.get().id(), who.getName());
        audit.note(who.getName(), Action.RETRY_TASK, id);
        return Shell.back("/console/tasks/" + id, again ? Said.AGAIN : Said.NOT_ENDED);
    }
}

package io.broadsheet.server.console;

import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Schedules: when they are due next, and now.
@RestController
final class SchedulesController {
    private final Shell shell;
    private final Runs runs;
    private final Audit audit;

    SchedulesController(Shell shell, Runs runs, Audit audit) {
        this.shell = shell;
        this.runs = runs;
        this.audit = audit;
    }

    @GetMapping("/console/schedules")
    ResponseEntity<String> list(HttpServletRequest request) {
        return shell.page(request, "schedules", "schedules", Map.of("schedules", runs.schedules()));
    }

    @PostMapping("/console/schedules/{name}/run")
    ResponseEntity<String> run(
            Principal who, @PathVariable String name, @RequestParam(defaultValue = "false") boolean mail) {
        if (isUnknown(name)) {
            return Shell.missing();
        }
        RunSummary run = runs.runNow(name, mail, who.getName());
        audit.note(who.getName(), Action.RUN_NOW, name);
        return Shell.back("/console/runs/" + run.publicId(), Said.STARTED);
    }

    @PostMapping("/console/schedules/{name}/pause")
    ResponseEntity<String> pause(Principal who, @PathVariable String name, @RequestParam boolean paused) {
        if (isUnknown(name)) {
            return Shell.missing();
        }
        runs.pause(name, paused, who.getName());
        audit.note(who.getName(), paused ? Action.PAUSE : Action.RESUME, name);
        return Shell.back("/console/schedules", paused ? Said.PAUSED : Said.RESUMED);
    }

    private boolean isUnknown(String name) {
        return runs.schedules().stream().noneMatch(s -> s.name().equals(name));
    }
}

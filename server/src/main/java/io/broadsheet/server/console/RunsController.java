package io.broadsheet.server.console;

import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.schedule.RunKind;
import io.broadsheet.server.schedule.RunRequest;
import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.schedule.TaskView;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Runs: the list, one as a grid of sites and reports, and new ones by hand.
@RestController
final class RunsController {
    private static final int MOST = 100;

    private final Shell shell;
    private final Runs runs;
    private final Sites sites;
    private final Deliveries deliveries;
    private final ServedProject project;
    private final InstantSource clock;
    private final Audit audit;

    RunsController(
            Shell shell,
            Runs runs,
            Sites sites,
            Deliveries deliveries,
            ServedProject project,
            InstantSource clock,
            Audit audit) {
        this.shell = shell;
        this.runs = runs;
        this.sites = sites;
        this.deliveries = deliveries;
        this.project = project;
        this.clock = clock;
        this.audit = audit;
    }

    @GetMapping("/console/runs")
    ResponseEntity<String> list(HttpServletRequest request) {
        return shell.page(
                request,
                "runs",
                "runs",
                Map.of(
                        "runs",
                        runs.latest(MOST),
                        "reports",
                        project.project().reports().keySet(),
                        "today",
                        LocalDate.ofInstant(clock.instant(), project.project().zone())));
    }

    @PostMapping("/console/runs")
    ResponseEntity<String> start(
            Principal who,
            @RequestParam(defaultValue = "") List<String> reports,
            @RequestParam(defaultValue = "") String site,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(defaultValue = "false") boolean mail) {
        RunSummary run = runs.start(new RunRequest(
                RunKind.MANUAL,
                Optional.empty(),
                clock.instant(),
                reports,
                site.isBlank() ? List.of() : List.of(site.strip()),
                date,
                mail,
                who.getName()));
        audit.note(who.getName(), Action.START_RUN, run.publicId());
        return Shell.back("/console/runs/" + run.publicId(), Said.STARTED);
    }

    @GetMapping("/console/runs/{id}")
    ResponseEntity<String> show(HttpServletRequest request, @PathVariable String id) {
        Optional<RunSummary> found = runs.find(id);
        if (found.isEmpty()) {
            return Shell.missing();
        }
        RunSummary run = found.get();
        List<TaskView> tasks = runs.tasks(run.id());
        Map<String, String> names = new HashMap<>();
        for (SiteView site : sites.all()) {
            names.put(site.id(), site.name());
        }
        return shell.page(
                request,
                "run",
                "runs",
                Map.of(
                        "run", run,
                        "grid", RunGrid.of(tasks, names),
                        "counts", RunGrid.counts(tasks),
                        "taskCount", tasks.size(),
                        "canMake", run.state() == RunState.MISSED,
                        "messages", deliveries.ofRun(run.id())));
    }

    /// Makes what was missed after all.
    @PostMapping("/console/runs/{id}/make")
    ResponseEntity<String> make(
            Principal who, @PathVariable String id, @RequestParam(defaultValue = "false") boolean mail) {
        Optional<RunSummary> run = runs.find(id);
        if (run.isEmpty()) {
            return Shell.missing();
        }
        boolean made = runs.makeMissed(run.get().id(), mail, who.getName());
        if (made) {
            audit.note(who.getName(), Action.MAKE_MISSED, id);
        }
        return Shell.back("/console/runs/" + id, made ? Said.STARTED : Said.UNCHANGED);
    }

    @PostMapping("/console/runs/{id}/cancel")
    ResponseEntity<String> cancel(Principal who, @PathVariable String id) {
        Optional<RunSummary> run = runs.find(id);
        if (run.isEmpty()) {
            return Shell.missing();
        }
        runs.cancel(run.get().id(), who.getName());
        audit.note(who.getName(), Action.CANCEL_RUN, id);
        return Shell.back("/console/runs/" + id, Said.CANCELLED);
    }
}

package io.broadsheet.server.console;

import io.broadsheet.server.edition.Editions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What attempts left in the store that did not come to their end. It is shown first, and removed only when somebody
/// says so.
@RestController
final class OrphansController {
    private static final String USUAL_DAYS = "7";
    private static final int MOST_DAYS = 3650;
    private static final int SHOWN = 100;

    private final Shell shell;
    private final Editions editions;
    private final Audit audit;

    OrphansController(Shell shell, Editions editions, Audit audit) {
        this.shell = shell;
        this.editions = editions;
        this.audit = audit;
    }

    /// Nothing is removed that could belong to an attempt that is under way.
    private static int days(int wanted) {
        return Math.clamp(wanted, Math.toIntExact(Editions.YOUNGEST_ORPHAN.toDays()), MOST_DAYS);
    }

    @GetMapping("/console/orphans")
    ResponseEntity<String> list(HttpServletRequest request, @RequestParam(defaultValue = USUAL_DAYS) int days)
            throws IOException {
        List<String> orphans = editions.orphans(Duration.ofDays(days(days)));
        return shell.page(
                request,
                "orphans",
                "audit",
                Map.of(
                        "days",
                        days(days),
                        "count",
                        orphans.size(),
                        "orphans",
                        orphans.subList(0, Math.min(orphans.size(), SHOWN))));
    }

    @PostMapping("/console/orphans")
    ResponseEntity<String> remove(Principal who, @RequestParam(defaultValue = USUAL_DAYS) int days) throws IOException {
        List<String> removed = editions.removeOrphans(Duration.ofDays(days(days)));
        audit.note(who.getName(), Action.REMOVE_ORPHANS, removed.size() + " (" + days(days) + " d)");
        return Shell.back("/console/orphans", removed.isEmpty() ? Said.UNCHANGED : Said.REMOVED);
    }
}

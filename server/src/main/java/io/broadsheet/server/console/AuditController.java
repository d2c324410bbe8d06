package io.broadsheet.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who of the team did what, the newest first.
@RestController
final class AuditController {
    static final int ON_A_PAGE = 100;

    private final Shell shell;
    private final Audit audit;

    AuditController(Shell shell, Audit audit) {
        this.shell = shell;
        this.audit = audit;
    }

    /// @param before the last entry of the page before; 0 for the newest
    @GetMapping("/console/audit")
    ResponseEntity<String> list(HttpServletRequest request, @RequestParam(defaultValue = "0") long before) {
        List<Audit.Entry> found = audit.latest(before > 0 ? before : Long.MAX_VALUE, ON_A_PAGE + 1);
        List<Audit.Entry> entries = found.subList(0, Math.min(found.size(), ON_A_PAGE));
        long older = found.size() > ON_A_PAGE ? entries.getLast().id() : 0;
        return shell.page(
                request, "audit", "audit", Map.of("entries", entries, "before", Math.max(0, before), "older", older));
    }
}

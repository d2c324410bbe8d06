package io.broadsheet.server.console;

import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Mails, and who wants none.
@RestController
final class DeliveriesController {
    private static final int MOST = 200;

    private final Shell shell;
    private final Deliveries deliveries;
    private final Sites sites;
    private final Audit audit;

    DeliveriesController(Shell shell, Deliveries deliveries, Sites sites, Audit audit) {
        this.shell = shell;
        this.deliveries = deliveries;
        this.sites = sites;
        this.audit = audit;
    }

    @GetMapping("/console/deliveries")
    ResponseEntity<String> list(HttpServletRequest request) {
        return shell.page(
                request,
                "deliveries",
                "deliveries",
                Map.of("messages", deliveries.latest(MOST), "suppressions", deliveries.suppressions()));
    }

    @PostMapping("/console/deliveries/{id}/resend")
    ResponseEntity<String> resend(Principal who, @PathVariable String id) {
        boolean done = deliveries.resend(id, who.getName());
        audit.note(who.getName(), Action.RESEND, id);
        return Shell.back("/console/deliveries", done ? Said.SENT : Said.UNCHANGED);
    }

    @PostMapping("/console/suppressions/add")
    ResponseEntity<String> suppress(Principal who, @RequestParam String site, @RequestParam String address) {
        if (sites.find(site).isEmpty()) {
            return Shell.missing();
        }
        deliveries.suppress(site, address, "manual", who.getName());
        audit.note(who.getName(), Action.SUPPRESS, site);
        return Shell.back("/console/deliveries", Said.SUPPRESSED);
    }

    @PostMapping("/console/suppressions/allow")
    ResponseEntity<String> allow(Principal who, @RequestParam String site, @RequestParam String address) {
        boolean done = deliveries.allow(site, address, who.getName());
        audit.note(who.getName(), Action.ALLOW_MAIL, site);
        return Shell.back("/console/deliveries", done ? Said.ALLOWED : Said.UNCHANGED);
    }
}

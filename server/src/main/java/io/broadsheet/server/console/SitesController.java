package io.broadsheet.server.console;

import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.site.Recipient;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Sites and their recipients. A site's id may hold anything, so it travels as a parameter, not in the path.
@RestController
final class SitesController {
    private final Shell shell;
    private final Sites sites;
    private final Editions editions;
    private final Deliveries deliveries;
    private final Audit audit;

    SitesController(Shell shell, Sites sites, Editions editions, Deliveries deliveries, Audit audit) {
        this.shell = shell;
        this.sites = sites;
        this.editions = editions;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    /// @param isSuppressed whether this address gets no mail
    public record RecipientRow(Recipient recipient, boolean isSuppressed) {}

    @GetMapping("/console/sites")
    ResponseEntity<String> list(HttpServletRequest request) {
        return shell.page(request, "sites", "sites", Map.of("sites", sites.all()));
    }

    @GetMapping("/console/site")
    ResponseEntity<String> show(HttpServletRequest request, @RequestParam String id) {
        Optional<SiteView> site = sites.find(id);
        if (site.isEmpty()) {
            return Shell.missing();
        }
        List<RecipientRow> recipients = sites.recipients(id).stream()
                .map(r -> new RecipientRow(r, deliveries.isSuppressed(id, r.address())))
                .toList();
        return shell.page(
                request,
                "site",
                "sites",
                Map.of("site", site.get(), "recipients", recipients, "editions", editions.ofSite(id)));
    }

    @PostMapping("/console/sites/synchronise")
    ResponseEntity<String> synchronise(Principal who) {
        sites.synchronise();
        audit.note(who.getName(), Action.SYNCHRONISE_SITES, "");
        return Shell.back("/console/sites", Said.SYNCHRONISED);
    }
}

package io.broadsheet.server.portal;

import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.server.site.Recipient;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The way in from a mail, and the mail's pixel.
@RestController
final class MailLinkController {
    /// One transparent pixel.
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Deliveries deliveries;
    private final Sites sites;
    private final Access access;
    private final Sessions sessions;
    private final Readings readings;
    private final PortalPages portal;

    MailLinkController(
            Deliveries deliveries,
            Sites sites,
            Access access,
            Sessions sessions,
            Readings readings,
            PortalPages portal) {
        this.deliveries = deliveries;
        this.sites = sites;
        this.access = access;
        this.sessions = sessions;
        this.readings = readings;
        this.portal = portal;
    }

    /// Where a mail's link leads: a person of the site that is still mailed, and an edition of that same site.
    private record Goal(Deliveries.DeliveryLink link, Recipient recipient, SiteView site, EditionView edition) {
        Locale language() {
            return recipient.locale().orElse(site.locale());
        }
    }

    @GetMapping("/m/{delivery}")
    ResponseEntity<String> follow(@PathVariable("delivery") String delivery, HttpServletRequest request) {
        if (Unattended.isAhead(request)) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        Optional<Goal> goal = link(delivery).flatMap(this::goal);
        if (goal.isEmpty() || Unattended.isProgram(request)) {
            return portal.closed(request);
        }
        Goal to = goal.get();
        readings.clicked(to.link().revisionId(), to.link().recipientId());
        String subject = "recipient:" + to.recipient().publicId();
        String name = to.recipient().name();
        return EntryController.into(
                sessions.begin(to.site(), subject, name, to.language()).toString(), Optional.of(to.edition()));
    }

    private Optional<Deliveries.DeliveryLink> link(String delivery) {
        return Access.isPublicId(delivery) ? deliveries.link(delivery) : Optional.empty();
    }

    private Optional<Goal> goal(Deliveries.DeliveryLink link) {
        Optional<Recipient> recipient = sites.recipient(link.recipientId())
                .filter(Recipient::active)
                .filter(r -> r.siteId().equals(link.siteId()));
        Optional<SiteView> site = access.site(link.siteId());
        Optional<EditionView> edition = site.flatMap(s -> access.editionOf(s, link.revisionId()));
        return recipient.isEmpty() || edition.isEmpty()
                ? Optional.empty()
                : Optional.of(new Goal(link, recipient.get(), site.orElseThrow(), edition.get()));
    }

    /// The same picture for every name, so that nobody learns which are good.
    @GetMapping("/m/{delivery}/open.gif")
    ResponseEntity<byte[]> pixel(@PathVariable("delivery") String delivery, HttpServletRequest request) {
        if (!request.getMethod().equals("HEAD") && !Unattended.isAhead(request)) {
            link(delivery)
                    .flatMap(this::goal)
                    .ifPresent(
                            g -> readings.opened(g.link().revisionId(), g.link().recipientId()));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_GIF)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, private")
                .body(PIXEL);
    }
}

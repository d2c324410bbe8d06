package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.site.SiteView;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The way in from the host application. In the demo, people on this machine come in by naming a site.
@RestController
final class EntryController {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final EntryTokens tokens;
    private final Sessions sessions;
    private final Access access;
    private final PortalPages portal;
    private final PortalSettings settings;

    EntryController(EntryTokens tokens, Sessions sessions, Access access, PortalPages portal, PortalSettings settings) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.access = access;
        this.portal = portal;
        this.settings = settings;
    }

    @GetMapping("/portal/enter")
    ResponseEntity<String> enter(
            @RequestParam(name = "token", defaultValue = "") String token,
            @RequestParam(name = "site", defaultValue = "") String site,
            HttpServletRequest request) {
        if (request.getMethod().equals("HEAD") || Unattended.isAhead(request)) {
            // A token is used once, and not by somebody who only looks.
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        Optional<EntryToken> entry = token.isEmpty() && isFromThisMachine(request)
                ? access.site(site).map(EntryController::demo)
                : tokens.take(token);
        return entry.map(this::letIn).orElseGet(() -> portal.closed(request));
    }

    private static EntryToken demo(SiteView site) {
        return new EntryToken(site, "demo", "Demo", Optional.empty(), Optional.empty());
    }

    private ResponseEntity<String> letIn(EntryToken entry) {
        Locale language = entry.language().orElse(entry.site().locale());
        Optional<EditionView> edition = entry.edition().flatMap(e -> access.edition(entry.site(), e));
        return into(
                sessions.begin(entry.site(), entry.subject(), entry.name(), language)
                        .toString(),
                edition);
    }

    /// A cookie, and on to an edition or to the list.
    static ResponseEntity<String> into(String cookie, Optional<EditionView> edition) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(URI.create(edition.map(EditionCard::href).orElse("/portal")))
                .build();
    }

    /// The demo only: asked by an address and under a name of this machine, and not through a proxy.
    private boolean isFromThisMachine(HttpServletRequest request) {
        if (!settings.open()
                || request.getHeader("X-Forwarded-For") != null
                || request.getHeader("Forwarded") != null
                || !THIS_MACHINE.contains(request.getServerName())) {
            return false;
        }
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

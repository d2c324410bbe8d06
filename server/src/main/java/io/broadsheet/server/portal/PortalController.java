package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.reading.Readings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The list of a site's editions.
@RestController
final class PortalController {
    private final Sessions sessions;
    private final Access access;
    private final Readings readings;
    private final PortalPages portal;
    private final Pages pages;
    private final PortalSettings settings;
    private final InstantSource clock;

    PortalController(
            Sessions sessions,
            Access access,
            Readings readings,
            PortalPages portal,
            Pages pages,
            PortalSettings settings,
            InstantSource clock) {
        this.sessions = sessions;
        this.access = access;
        this.readings = readings;
        this.portal = portal;
        this.pages = pages;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/")
    ResponseEntity<String> root() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/portal"))
                .build();
    }

    @GetMapping("/portal")
    ResponseEntity<String> list(
            @RequestParam(name = "year", defaultValue = "") String year,
            @RequestParam(name = "until", defaultValue = "") String until,
            @RequestParam(name = "show", defaultValue = "") String show,
            HttpServletRequest request) {
        Optional<Visitor> found = sessions.visitor(request);
        if (found.isEmpty()) {
            return portal.closed(request);
        }
        Visitor visitor = found.get();
        Set<Long> read = readings.readEditions(visitor.reader().id());
        List<EditionView> editions = access.editions(visitor.site());
        Instant now = clock.instant();
        PortalList list = PortalList.of(
                editions,
                e -> EditionCard.of(e, ReadingState.of(e, read, visitor.since(), now), visitor, pages),
                visitor,
                PortalList.Wish.of(year, until, show));
        return portal.page("portal/list", visitor, Map.of("list", list, "introduction", introduction(visitor)));
    }

    private String introduction(Visitor visitor) {
        return Optional.ofNullable(
                        settings.introduction().get(visitor.language().getLanguage()))
                .or(() -> Optional.ofNullable(settings.introduction().get("")))
                .orElseGet(() -> pages.say(visitor.language(), "portal.introduction"));
    }
}

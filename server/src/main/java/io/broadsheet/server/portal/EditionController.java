package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.reading.Readings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// One edition: what is around its page, and the page by itself for the frame.
@RestController
final class EditionController {
    private static final Logger LOG = LoggerFactory.getLogger(EditionController.class);

    private final Sessions sessions;
    private final Access access;
    private final Readings readings;
    private final PortalPages portal;
    private final Pages pages;
    private final PortalSettings settings;

    EditionController(
            Sessions sessions,
            Access access,
            Readings readings,
            PortalPages portal,
            Pages pages,
            PortalSettings settings) {
        this.sessions = sessions;
        this.access = access;
        this.readings = readings;
        this.portal = portal;
        this.pages = pages;
        this.settings = settings;
    }

    static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    @GetMapping("/portal/editions/{id}")
    ResponseEntity<String> edition(
            @PathVariable("id") String id,
            @RequestParam(name = "answered", defaultValue = "") String answered,
            HttpServletRequest request) {
        Optional<Visitor> found = sessions.visitor(request);
        if (found.isEmpty()) {
            return portal.closed(request);
        }
        Visitor visitor = found.get();
        EditionView edition = access.edition(visitor.site(), id).orElseThrow(EditionController::notThere);
        RevisionView revision = access.shown(edition).orElseThrow(EditionController::notThere);
        long reader = visitor.reader().id();
        if (!Unattended.isAhead(request) && !request.getMethod().equals("HEAD")) {
            readings.viewed(edition.id(), revision.id(), revision.number(), reader);
        }
        Optional<Readings.Answer> answer = readings.answer(revision.id(), reader);
        Map<String, Object> model = new HashMap<>(neighbours(edition, visitor));
        model.put("href", EditionCard.href(edition));
        model.put("week", EditionCard.week(edition, visitor, pages));
        model.put("label", edition.label());
        model.put("title", edition.title());
        model.put(
                "period",
                visitor.formats()
                        .period(edition.periodStart(), edition.periodEnd().minusDays(1)));
        model.put("revision", revision.publicId());
        model.put("token", visitor.formToken());
        model.put("answered", !answered.isEmpty() && answer.isPresent());
        model.put(
                "useful",
                answer.flatMap(Readings.Answer::useful)
                        .map(u -> u ? "yes" : "no")
                        .orElse(""));
        model.put("comment", answer.map(Readings.Answer::comment).orElse(""));
        return portal.page("portal/edition", visitor, model);
    }

    private record Neighbour(String href, String issue) {}

    /// The editions of the same report before and after this one.
    private Map<String, Object> neighbours(EditionView edition, Visitor visitor) {
        List<EditionView> same = access.editions(visitor.site()).stream()
                .filter(e -> e.report().equals(edition.report()))
                .sorted((a, b) -> a.periodStart().compareTo(b.periodStart()))
                .toList();
        int at = same.stream().map(EditionView::id).toList().indexOf(edition.id());
        return Map.of(
                "previous", neighbour(same, at - 1, visitor),
                "next", neighbour(same, at + 1, visitor));
    }

    private Optional<Neighbour> neighbour(List<EditionView> same, int at, Visitor visitor) {
        return at < 0 || at >= same.size()
                ? Optional.empty()
                : Optional.of(
                        new Neighbour(EditionCard.href(same.get(at)), EditionCard.issue(same.get(at), visitor, pages)));
    }

    @GetMapping("/portal/editions/{id}/page")
    ResponseEntity<?> page(@PathVariable("id") String id, HttpServletRequest request) {
        Optional<Visitor> visitor = sessions.visitor(request);
        if (visitor.isEmpty()) {
            return portal.closed(request);
        }
        EditionView edition = access.edition(visitor.get().site(), id).orElseThrow(EditionController::notThere);
        RevisionView revision = access.shown(edition).orElseThrow(EditionController::notThere);
        byte[] page;
        try {
            page = access.page(revision);
        } catch (IOException e) {
            LOG.error("the page of revision {} can't be had", revision.publicId(), e);
            return portal.unavailable(visitor.get());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/html;charset=utf-8"))
                .header("Content-Security-Policy", PortalPolicy.ofEdition(settings))
                .header("Cache-Control", "private, no-cache")
                .eTag(revision.pageSha256() + "-" + FramedPage.version())
                .body(FramedPage.of(page));
    }
}

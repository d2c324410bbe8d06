package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.reading.Readings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// What comes back from a reader: how far they read, and what they say.
@RestController
final class AnswerController {
    private final Sessions sessions;
    private final Access access;
    private final Readings readings;
    private final OwnPost ownPost;

    AnswerController(Sessions sessions, Access access, Readings readings, OwnPost ownPost) {
        this.sessions = sessions;
        this.access = access;
        this.readings = readings;
        this.ownPost = ownPost;
    }

    private record Sender(Visitor visitor, EditionView edition, RevisionView revision) {}

    private Sender sender(HttpServletRequest request, String editionId, String revisionId, String token) {
        Visitor visitor = sessions.visitor(request)
                .filter(v -> ownPost.isOwn(request, v, token))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        EditionView edition = access.edition(visitor.site(), editionId).orElseThrow(EditionController::notThere);
        RevisionView revision = access.seen(edition, revisionId).orElseThrow(EditionController::notThere);
        return new Sender(visitor, edition, revision);
    }

    @PostMapping("/portal/editions/{id}/answer")
    ResponseEntity<Void> answer(
            @PathVariable("id") String id,
            @RequestParam(name = "revision", defaultValue = "") String revision,
            @RequestParam(name = "token", defaultValue = "") String token,
            @RequestParam(name = "useful", defaultValue = "") String useful,
            @RequestParam(name = "comment", defaultValue = "") String comment,
            HttpServletRequest request) {
        Sender sender = sender(request, id, revision, token);
        Optional<Boolean> choice = switch (useful) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
        if (choice.isPresent() || !comment.isBlank()) {
            readings.answered(sender.revision().id(), sender.visitor().reader().id(), choice, comment);
        }
        // A script asks for nothing back; a form goes to the page again, to where it says thanks.
        return "script".equals(request.getHeader("X-Sent-By"))
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(EditionCard.href(sender.edition()) + "?answered=1#answer"))
                        .build();
    }

    @PostMapping("/portal/editions/{id}/reading")
    ResponseEntity<Void> reading(
            @PathVariable("id") String id,
            @RequestParam(name = "revision", defaultValue = "") String revision,
            @RequestParam(name = "token", defaultValue = "") String token,
            @RequestParam(name = "ms", defaultValue = "") String ms,
            @RequestParam(name = "depth", defaultValue = "") String depth,
            HttpServletRequest request) {
        Sender sender = sender(request, id, revision, token);
        readings.dwelt(sender.revision().id(), sender.visitor().reader().id(), number(ms), (int)
                Math.min(number(depth), Integer.MAX_VALUE));
        return ResponseEntity.noContent().build();
    }

    /// Zero for whatever is no number.
    private static long number(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}

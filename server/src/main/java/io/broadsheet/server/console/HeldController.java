package io.broadsheet.server.console;

import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.schedule.Runs;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Held editions, and what becomes of them.
@RestController
final class HeldController {
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                    + " img-src data:; font-src data:; sandbox allow-scripts allow-downloads; frame-ancestors 'self'";

    private final Shell shell;
    private final Editions editions;
    private final Runs runs;
    private final Deliveries deliveries;
    private final Audit audit;

    HeldController(Shell shell, Editions editions, Runs runs, Deliveries deliveries, Audit audit) {
        this.shell = shell;
        this.editions = editions;
        this.runs = runs;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    @GetMapping("/console/held")
    ResponseEntity<String> list(HttpServletRequest request) {
        return shell.page(request, "held", "held", Map.of("held", editions.held()));
    }

    @GetMapping("/console/revisions/{id}")
    ResponseEntity<String> show(HttpServletRequest request, @PathVariable String id) throws IOException {
        Optional<RevisionView> revision = editions.revision(id);
        Optional<EditionView> edition = revision.flatMap(r -> editions.find(r.editionId()));
        if (edition.isEmpty()) {
            return Shell.missing();
        }
        Map<String, Object> model = new HashMap<>();
        model.put("edition", edition.get());
        model.put("revision", revision.orElseThrow());
        model.put("revisions", editions.revisions(edition.get().id()));
        model.put("problems", ProblemText.of(revision.orElseThrow().problems()));
        model.put("files", editions.files(revision.orElseThrow()));
        return shell.page(request, "revision", "held", model);
    }

    @GetMapping("/console/revisions/{id}/page")
    ResponseEntity<byte[]> page(@PathVariable String id) throws IOException {
        Optional<RevisionView> revision = editions.revision(id);
        if (revision.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", PAGE_POLICY)
                .header("X-Frame-Options", "SAMEORIGIN")
                .body(editions.page(revision.get()));
    }

    /// A file of the artifact, to look at or to keep: never shown as a page.
    @GetMapping("/console/revisions/{id}/file")
    ResponseEntity<byte[]> file(@PathVariable String id, @RequestParam String name) throws IOException {
        Optional<RevisionView> revision = editions.revision(id);
        if (revision.isEmpty() || !editions.files(revision.get()).contains(name)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        org.springframework.http.ContentDisposition.attachment()
                                .filename(name.replaceAll(".*/", ""), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(editions.file(revision.get(), name));
    }

    @PostMapping("/console/revisions/{id}/release")
    ResponseEntity<String> release(Principal who, @PathVariable String id) {
        Optional<RevisionView> revision = editions.revision(id);
        if (revision.isEmpty()) {
            return Shell.missing();
        }
        boolean done = editions.release(revision.get().id(), who.getName());
        audit.note(who.getName(), Action.RELEASE, id);
        return Shell.back("/console/revisions/" + id, done ? Said.RELEASED : Said.UNCHANGED);
    }

    @PostMapping("/console/revisions/{id}/drop")
    ResponseEntity<String> drop(Principal who, @PathVariable String id) {
        Optional<RevisionView> revision = editions.revision(id);
        if (revision.isEmpty()) {
            return Shell.missing();
        }
        boolean done = editions.drop(revision.get().id(), who.getName());
        audit.note(who.getName(), Action.DROP, id);
        return Shell.back("/console/revisions/" + id, done ? Said.DROPPED : Said.UNCHANGED);
    }

    @PostMapping("/console/revisions/{id}/again")
    ResponseEntity<String> again(Principal who, @PathVariable String id) {
        Optional<RevisionView> revision = editions.revision(id);
        if (revision.isEmpty()) {
            return Shell.missing();
        }
        boolean done = runs.retryOf(revision.get().id(), who.getName());
        audit.note(who.getName(), Action.MAKE_AGAIN, id);
        return Shell.back("/console/revisions/" + id, done ? Said.AGAIN : Said.NOT_ENDED);
    }

    @PostMapping("/console/revisions/{id}/test")
    ResponseEntity<String> test(Principal who, @PathVariable String id, @RequestParam String address) {
        Optional<RevisionView> revision = editions.revision(id);
        if (revision.isEmpty()) {
            return Shell.missing();
        }
        audit.note(who.getName(), Action.TEST_MAIL, id);
        try {
            deliveries.test(revision.get().id(), address, who.getName());
            return Shell.back("/console/revisions/" + id, Said.SENT);
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Shell.back("/console/revisions/" + id, Said.NOT_SENT);
        }
    }
}

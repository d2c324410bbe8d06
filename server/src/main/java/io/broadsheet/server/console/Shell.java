package io.broadsheet.server.console;

import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.project.ServedProject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/// What stands around every page of the console.
@Component
final class Shell {
    private static final MediaType HTML = new MediaType("text", "html", java.nio.charset.StandardCharsets.UTF_8);

    private final Pages pages;
    private final ServedProject project;
    private final Editions editions;
    private final Shown shown;

    Shell(Pages pages, ServedProject project, Editions editions, Shown shown) {
        this.pages = pages;
        this.project = project;
        this.editions = editions;
        this.shown = shown;
    }

    /// @param section the entry of the menu that is marked
    ResponseEntity<String> page(
            HttpServletRequest request, String template, String section, String title, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        Principal who = request.getUserPrincipal();
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        all.put("title", title);
        all.put("section", section);
        all.put("projectName", project.project().name());
        all.put("who", who == null ? "" : who.getName());
        all.put("csrf", token == null ? "" : token.getToken());
        all.put("heldCount", who == null ? 0 : editions.held().size());
        all.put("shown", shown);
        all.put("said", request.getParameter("said") == null ? "" : Said.of(request.getParameter("said")));
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(pages.render("console/" + template, Locale.ENGLISH, all));
    }

    /// Back to a page after a form: a reload does nothing again.
    static ResponseEntity<String> back(String path, Said said) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path + "?said=" + said.key())
                .build();
    }

    static ResponseEntity<String> missing() {
        return ResponseEntity.notFound().build();
    }
}

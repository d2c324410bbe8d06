package io.broadsheet.server.console;

import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.project.ServedProject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private final InstantSource clock;

    Shell(Pages pages, ServedProject project, Editions editions, InstantSource clock) {
        this.pages = pages;
        this.project = project;
        this.editions = editions;
        this.clock = clock;
    }

    /// @param section the entry of the menu that is marked
    ResponseEntity<String> page(
            HttpServletRequest request, String template, String section, Map<String, Object> model) {
        Locale language = ConsoleLanguage.of(request, project.project().locale());
        Map<String, Object> all = new HashMap<>(model);
        Principal who = request.getUserPrincipal();
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        all.put("language", language.getLanguage());
        all.put("languages", ConsoleLanguage.others(language));
        all.put("here", ConsoleLanguage.here(request));
        all.put("section", section);
        all.put("projectName", project.project().name());
        all.put("who", who == null ? "" : who.getName());
        all.put("csrf", token == null ? "" : token.getToken());
        all.put("heldCount", who == null ? 0 : editions.held().size());
        all.put("shown", new Shown(pages, language, project.project().zone(), clock));
        all.put(
                "said",
                Optional.ofNullable(request.getParameter("said"))
                        .flatMap(Said::find)
                        .map(s -> pages.say(language, "console.said." + s.key()))
                        .orElse(""));
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(pages.render("console/" + template, language, all));
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

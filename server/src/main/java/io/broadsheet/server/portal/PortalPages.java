package io.broadsheet.server.portal;

import io.broadsheet.server.pages.PageLanguage;
import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.state.PublicId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// The portal's pages with their headers.
@Component
class PortalPages {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Pages pages;
    private final PortalSettings settings;
    private final ServedProject project;

    PortalPages(Pages pages, PortalSettings settings, ServedProject project) {
        this.pages = pages;
        this.settings = settings;
        this.project = project;
    }

    ResponseEntity<String> page(String template, Visitor visitor, Map<String, Object> model) {
        SiteLook look = SiteLook.of(visitor.site());
        String nonce = PublicId.next();
        Map<String, Object> all = new HashMap<>(model);
        all.put("language", visitor.language().getLanguage());
        all.put("look", look);
        all.put("nonce", nonce);
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Cache-Control", "private, no-store")
                // With no-referrer, older browsers say of our own forms that they come from nowhere.
                .header("Referrer-Policy", "same-origin")
                .header("Content-Security-Policy", PortalPolicy.ofPage(settings, Optional.of(nonce), look.logoOrigin()))
                .body(pages.render(template, visitor.language(), all));
    }

    /// The one page for everybody who has no good way in, whatever is wrong with theirs.
    ResponseEntity<String> closed(HttpServletRequest request) {
        Locale language = PageLanguage.of(request, project.project().locale());
        return plain(language, "portal/closed", HttpStatus.FORBIDDEN);
    }

    /// In the frame, where a page can't be had at the moment.
    ResponseEntity<String> unavailable(Visitor visitor) {
        return plain(visitor.language(), "portal/unavailable", HttpStatus.SERVICE_UNAVAILABLE);
    }

    private ResponseEntity<String> plain(Locale language, String template, HttpStatusCode status) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header("Cache-Control", "no-store")
                .body(pages.render(template, language, Map.of("language", language.getLanguage())));
    }
}

package io.broadsheet.server.pages;

import io.broadsheet.server.project.ServedProject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Calm pages for what went wrong, without detail: the detail is in the log. Programs get JSON.
@Component
public final class ErrorPages {
    private static final Set<Integer> OWN_WORDS = Set.of(403, 404, 503);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Pages pages;
    private final ServedProject project;

    ErrorPages(Pages pages, ServedProject project) {
        this.pages = pages;
        this.project = project;
    }

    /// @param path what was asked for; under `/api/` the answer is JSON
    public ResponseEntity<String> page(HttpServletRequest request, String path, HttpStatusCode status) {
        return ResponseEntity.status(status)
                .contentType(isApi(path) ? MediaType.APPLICATION_JSON : HTML)
                .header("Cache-Control", "no-store")
                .body(isApi(path) ? json(status) : html(request, status));
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/");
    }

    private static String json(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String reason = known == null ? "error" : known.getReasonPhrase().toLowerCase(Locale.ROOT);
        return "{\"status\":" + status.value() + ",\"error\":\"" + reason + "\"}";
    }

    private String html(HttpServletRequest request, HttpStatusCode status) {
        String words = OWN_WORDS.contains(status.value())
                ? String.valueOf(status.value())
                : status.is4xxClientError() ? "4xx" : "500";
        Locale language = PageLanguage.of(request, project.project().locale());
        return pages.render(
                "pages/error",
                language,
                Map.of("language", language.getLanguage(), "code", status.value(), "words", words));
    }
}

package io.broadsheet.server.console;

import io.broadsheet.server.pages.PageLanguage;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Which language somebody of the team reads: what they chose in this browser, else what the browser asks for, else the
/// project's.
@RestController
final class ConsoleLanguage {
    static final String COOKIE = "console-language";
    private static final List<String> LANGUAGES = List.of("ko", "en");
    private static final Duration KEPT = Duration.ofDays(365);
    /// Nothing that leads elsewhere.
    private static final String OWN_PAGE = "/console(/[A-Za-z0-9/_.~%-]*)?(\\?[A-Za-z0-9=&_.~%+-]*)?";

    static Locale of(HttpServletRequest request, Locale project) {
        return cookie(request).map(Locale::forLanguageTag).orElseGet(() -> PageLanguage.of(request, project));
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]);
        return Arrays.stream(cookies)
                .filter(c -> c.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(LANGUAGES::contains)
                .findFirst();
    }

    static List<String> others(Locale language) {
        return LANGUAGES.stream().filter(l -> !l.equals(language.getLanguage())).toList();
    }

    /// The page that is shown, to come back to.
    static String here(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    @PostMapping("/console/language")
    ResponseEntity<String> choose(
            HttpServletRequest request,
            @RequestParam String language,
            @RequestParam(defaultValue = "/console") String back) {
        if (!LANGUAGES.contains(language)) {
            return ResponseEntity.badRequest().build();
        }
        ResponseCookie chosen = ResponseCookie.from(COOKIE, language)
                .path("/console")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, chosen.toString())
                .header(HttpHeaders.LOCATION, back.matches(OWN_PAGE) ? back : "/console")
                .build();
    }
}

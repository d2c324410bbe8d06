package io.broadsheet.server.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Requests behind which nobody sits: a browser that fetches ahead, a program that looks where a link goes.
final class Unattended {
    private static final Pattern PROGRAM =
            Pattern.compile("bot\\b|crawler|spider|preview|facebookexternalhit|kakaotalk-scrap|slurp|\\byeti\\b|"
                    + "barracuda|proofpoint|mimecast|safelinks|^curl/|^wget/|python-|^java/|^go-http-client");

    private Unattended() {}

    /// A browser that fetches ahead. It asks again when somebody really comes, if it gets no page now.
    static boolean isAhead(HttpServletRequest request) {
        return Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                .flatMap(h -> Optional.ofNullable(request.getHeader(h)).stream())
                .map(v -> v.toLowerCase(Locale.ROOT))
                .anyMatch(v -> v.contains("prefetch") || v.contains("prerender") || v.contains("preview"));
    }

    /// A program that looks where a link goes, or only asks for headers.
    static boolean isProgram(HttpServletRequest request) {
        String agent =
                Optional.ofNullable(request.getHeader("User-Agent")).orElse("").toLowerCase(Locale.ROOT);
        return request.getMethod().equals("HEAD") || PROGRAM.matcher(agent).find();
    }
}

package io.broadsheet.server.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells a form of the portal's own from one that another site made the reader's browser send.
@Component
class OwnPost {
    private final PortalSettings settings;

    OwnPost(PortalSettings settings) {
        this.settings = settings;
    }

    boolean isOwn(HttpServletRequest request, Visitor visitor, String token) {
        return isFromHere(request)
                && MessageDigest.isEqual(
                        visitor.formToken().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isFromHere(HttpServletRequest request) {
        Optional<String> site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site"));
        if (site.isPresent()) {
            // The browser's own word; the origin may be left out (`null`) by a page that sends no referrer.
            return site.get().equals("same-origin");
        }
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        return origin.isEmpty()
                || origin.get().equals(settings.origin())
                || origin.get().equals(request.getScheme() + "://" + request.getHeader("Host"));
    }
}

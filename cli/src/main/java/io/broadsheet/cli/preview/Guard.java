package io.broadsheet.cli.preview;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Who may ask. The preview listens on this machine alone, but every page that a browser shows can send it
/// requests: one whose name leads here (DNS rebinding) has another Host, one from elsewhere has no token.
final class Guard {
    /// Of a request's header; the parameter is `token`, as streams of events can't have headers.
    static final String TOKEN_HEADER = "X-Preview-Token";

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String token;

    Guard() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        token = HexFormat.of().formatHex(bytes);
    }

    String token() {
        return token;
    }

    /// Whether a request was meant for this machine. Behind a container's published port the port is
    /// another one.
    boolean isForHere(Headers headers) {
        return Optional.ofNullable(headers.getFirst("Host"))
                .filter(Guard::isHere)
                .isPresent();
    }

    private static boolean isHere(String host) {
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return HERE.contains(name.toLowerCase(java.util.Locale.ROOT));
    }

    /// Whether a request comes from the preview's own page.
    boolean isOurs(Headers headers, Optional<String> parameter) {
        String site = headers.getFirst("Sec-Fetch-Site");
        String origin = headers.getFirst("Origin");
        String given = headers.getFirst(TOKEN_HEADER);
        boolean known = equal(given == null ? parameter.orElse("") : given, token);
        return known
                && (site == null || site.equals("same-origin"))
                && (origin == null || isOrigin(origin, headers.getFirst("Host")));
    }

    private static boolean isOrigin(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean equal(String given, String wanted) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }
}

package io.broadsheet.server.portal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the portal's cookie says: who reads, until when.
///
/// @param since when the reader last read before this session; what was published after it is new to them
/// @param nonce makes two sessions of one reader differ
record PortalSession(
        String readerPublicId,
        String siteId,
        String language,
        Instant expiresAt,
        Optional<Instant> since,
        String nonce) {
    private static final String PURPOSE = "session";
    private static final int PARTS = 6;

    String sealed(Seal seal) {
        String text = Stream.of(
                        readerPublicId,
                        siteId,
                        language,
                        String.valueOf(expiresAt.getEpochSecond()),
                        since.map(s -> String.valueOf(s.toEpochMilli())).orElse(""),
                        nonce)
                .map(PortalSession::coded)
                .collect(Collectors.joining("."));
        return text + "~" + seal.of(PURPOSE, text);
    }

    /// The session of a cookie's text, if this server sealed it.
    static Optional<PortalSession> parse(String cookie, Seal seal) {
        int end = cookie.indexOf('~');
        if (end < 0 || !seal.isGood(PURPOSE, cookie.substring(0, end), cookie.substring(end + 1))) {
            return Optional.empty();
        }
        List<String> parts = Arrays.stream(cookie.substring(0, end).split("\\.", -1))
                .map(PortalSession::decoded)
                .toList();
        if (parts.size() != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PortalSession(
                    parts.get(0),
                    parts.get(1),
                    parts.get(2),
                    Instant.ofEpochSecond(Long.parseLong(parts.get(3))),
                    parts.get(4).isEmpty()
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochMilli(Long.parseLong(parts.get(4)))),
                    parts.get(5)));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String coded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}

package io.broadsheet.server.schedule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API key of broadsheet.yaml, against what a request brings.
final class BearerKey {
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> key;

    BearerKey(Optional<String> key) {
        this.key = key.filter(k -> !k.isBlank()).map(k -> k.getBytes(StandardCharsets.UTF_8));
    }

    enum Answer {
        ALLOWED,
        REFUSED,
        /// There is no key, so there is no API.
        NO_API
    }

    Answer check(@Nullable String authorization) {
        if (key.isEmpty()) {
            return Answer.NO_API;
        }
        String given = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : "";
        // In constant time: how much of it is right must not show.
        return MessageDigest.isEqual(key.get(), given.getBytes(StandardCharsets.UTF_8))
                ? Answer.ALLOWED
                : Answer.REFUSED;
    }
}

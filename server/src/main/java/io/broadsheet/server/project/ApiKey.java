package io.broadsheet.server.project;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The key with which the host application calls `/api/v1`: `Authorization: Bearer KEY`. Immutable.
@Component
public final class ApiKey {
    private static final String SCHEME = "Bearer ";

    private final ServedProject project;

    public ApiKey(ServedProject project) {
        this.project = project;
    }

    /// Whether there is an API at all.
    public boolean isConfigured() {
        return project.operations().server().apiKey().isPresent();
    }

    /// Whether this header holds the key. Takes the same time for every wrong one.
    public boolean accepts(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return project.operations()
                .server()
                .apiKey()
                .filter(key -> MessageDigest.isEqual(digest(key.getBytes(StandardCharsets.UTF_8)), digest(given)))
                .isPresent();
    }

    /// Digests have one length: comparing them does not tell the key's.
    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

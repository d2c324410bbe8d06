package io.broadsheet.server.state;

import java.security.SecureRandom;
import java.util.Base64;

/// Names of rows for the outside: 128 random bits, so that nobody guesses another's.
public final class PublicId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private PublicId() {}

    /// A new one: 22 letters, digits, `-` and `_`.
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

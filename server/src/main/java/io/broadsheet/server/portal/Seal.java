package io.broadsheet.server.portal;

import io.broadsheet.server.state.ServerSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Signs what the server gives away and wants back unchanged. Thread-safe.
@Component
class Seal {
    private static final String ALGORITHM = "HmacSHA256";

    private final Supplier<byte[]> key;

    Seal(ServerSecrets secrets) {
        this.key = SingletonSupplier.of(() -> secrets.key("portal-cookie"));
    }

    /// @param purpose so that a seal for one thing is none for another
    String of(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            byte[] seal = mac.doFinal((purpose + '\n' + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isGood(String purpose, String text, String seal) {
        return MessageDigest.isEqual(
                of(purpose, text).getBytes(StandardCharsets.UTF_8), seal.getBytes(StandardCharsets.UTF_8));
    }
}

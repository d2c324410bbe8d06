package io.broadsheet.server.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tokens that were used, until they would be refused for their age anyway. All processes share them.
@Component
class UsedTokens {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    UsedTokens(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @return whether it was unused until now
    boolean use(String issuer, String id, Instant expiresAt) {
        jdbc.sql("delete from used_token where expires_at < ?")
                .param(utc(clock.instant()))
                .update();
        try {
            jdbc.sql("insert into used_token (jti, expires_at) values (?, ?)")
                    .params(digest(issuer + '\n' + id), utc(expiresAt))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

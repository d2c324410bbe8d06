package io.broadsheet.server.console;

import io.broadsheet.server.state.PublicId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The link by which the first account is made: printed at the start of a server that has none. Only its hash is
/// kept.
@Component
final class SetupLinks {
    static final Duration LIFE = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SetupLinks(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A new token; the earlier ones are void.
    String make() {
        String token = PublicId.next() + PublicId.next();
        jdbc.sql("delete from setup_link where used_at is null").update();
        jdbc.sql("insert into setup_link (token_sha256, expires_at) values (?, ?)")
                .params(hash(token), now().plus(LIFE))
                .update();
        return token;
    }

    boolean isGood(String token) {
        return jdbc.sql("select count(*) from setup_link where token_sha256 = ? and used_at is null and expires_at > ?")
                        .params(hash(token), now())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /// @return whether it was good; it is no longer
    boolean use(String token) {
        return jdbc.sql("""
                        update setup_link set used_at = ?
                        where token_sha256 = ? and used_at is null and expires_at > ?""").params(now(), hash(token), now()).update() == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

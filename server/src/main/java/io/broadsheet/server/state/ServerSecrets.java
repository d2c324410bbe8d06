package io.broadsheet.server.state;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keys that all processes of one server share and nobody else knows: made on first use, kept in the database.
/// Thread-safe.
@Component
public final class ServerSecrets {
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    ServerSecrets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// 32 bytes under a name such as `portal-cookie`.
    public byte[] key(String name) {
        return Base64.getDecoder().decode(find(name).orElseGet(() -> make(name)));
    }

    private java.util.Optional<String> find(String name) {
        return jdbc.sql("select value from server_secret where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    private String make(String name) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String value = Base64.getEncoder().encodeToString(bytes);
        try {
            jdbc.sql("insert into server_secret (name, value) values (?, ?)")
                    .params(name, value)
                    .update();
            return value;
        } catch (DuplicateKeyException e) {
            // Another process was first.
            return find(name).orElseThrow();
        }
    }
}

package io.broadsheet.server.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// The people of the team who may use the console. Thread-safe.
@Component
final class Accounts implements UserDetailsService {
    static final int SHORTEST_PASSWORD = 12;
    static final int LONGEST_PASSWORD = 200;
    private static final String NAME = "[\\p{L}\\p{N}._@-]{1,60}";

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final InstantSource clock;

    Accounts(JdbcClient jdbc, PasswordEncoder encoder, InstantSource clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return jdbc.sql("select name, password, disabled from account where name = ?")
                .param(canonical(name))
                .query((row, n) -> User.withUsername(row.getString("name"))
                        .password(row.getString("password"))
                        .disabled(row.getBoolean("disabled"))
                        .roles("TEAM")
                        .build())
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    boolean mayLogIn(String name) {
        return jdbc.sql("select count(*) from account where name = ? and not disabled")
                        .param(canonical(name))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    boolean none() {
        return jdbc.sql("select count(*) from account").query(Integer.class).single() == 0;
    }

    /// @throws WrongAccount with what is wrong
    void add(String name, String password) {
        if (!name.strip().matches(NAME)) {
            throw new WrongAccount(WrongAccount.NAME);
        }
        checkPassword(password);
        try {
            jdbc.sql("insert into account (name, password, created_at, disabled) values (?, ?, ?, false)")
                    .params(
                            canonical(name),
                            encoder.encode(password),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new WrongAccount(WrongAccount.TAKEN);
        }
    }

    /// Names in order, with those that may no longer log in.
    List<Account> all() {
        return jdbc.sql("select name, created_at, disabled from account order by name")
                .query((row, n) -> new Account(
                        row.getString("name"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("disabled")))
                .list();
    }

    /// @param isDisabled whether it may no longer log in
    public record Account(String name, Instant createdAt, boolean isDisabled) {}

    /// A new password; what was disabled may log in again.
    ///
    /// @throws WrongAccount with what is wrong
    boolean setPassword(String name, String password) {
        checkPassword(password);
        return jdbc.sql("update account set password = ?, disabled = false where name = ?")
                        .params(encoder.encode(password), canonical(name))
                        .update()
                == 1;
    }

    /// One account is left that can log in.
    boolean disable(String name) {
        return jdbc.sql("""
                        update account set disabled = true
                        where name = ? and (select count(*) from account where not disabled and name <> ?) > 0""").params(canonical(name), canonical(name)).update() == 1;
    }

    private static void checkPassword(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw new WrongAccount(WrongAccount.PASSWORD);
        }
    }

    private static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}

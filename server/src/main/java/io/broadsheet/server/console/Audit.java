package io.broadsheet.server.console;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who did what in the console.
@Component
final class Audit {
    private static final int LONGEST = 400;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Audit(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void note(String who, String action, String subject) {
        jdbc.sql("insert into audit (at, who, action, subject, detail) values (?, ?, ?, ?, '')")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        who,
                        action,
                        subject.length() > LONGEST ? subject.substring(0, LONGEST) : subject)
                .update();
    }
}

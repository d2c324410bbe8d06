package io.broadsheet.server.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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

    void note(String who, Action action, String subject) {
        jdbc.sql("insert into audit (at, who, action, subject, detail) values (?, ?, ?, ?, '')")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        who,
                        action.word(),
                        subject.length() > LONGEST ? subject.substring(0, LONGEST) : subject)
                .update();
    }

    /// @param page where the console shows the subject; empty where nowhere
    public record Entry(long id, Instant at, String who, String action, String subject, String page) {}

    /// The newest first.
    ///
    /// @param before only what was done before this entry
    List<Entry> latest(long before, int most) {
        return jdbc.sql("select id, at, who, action, subject from audit where id < ? order by id desc limit ?")
                .params(before, most)
                .query((row, n) -> {
                    String action = row.getString("action");
                    String subject = row.getString("subject");
                    return new Entry(
                            row.getLong("id"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("who"),
                            action,
                            subject,
                            Action.find(action).map(a -> a.page(subject)).orElse(""));
                })
                .list();
    }
}

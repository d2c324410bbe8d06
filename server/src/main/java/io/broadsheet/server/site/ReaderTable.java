package io.broadsheet.server.site;

import io.broadsheet.server.state.PlainText;
import io.broadsheet.server.state.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of readers.
@Component
final class ReaderTable {
    private static final int LONGEST_SUBJECT = 400;
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;

    ReaderTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws IllegalArgumentException if the subject can't be one
    Reader seen(String siteId, String subject, String name, Instant now) {
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || !PlainText.of(subject, LONGEST_SUBJECT).equals(subject)) {
            throw new IllegalArgumentException("a reader's subject is text of at most " + LONGEST_SUBJECT + " letters");
        }
        String shown = PlainText.of(name, LONGEST_NAME);
        jdbc.sql("""
                insert into reader (public_id, site_id, subject, name, first_seen, last_seen)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(PublicId.next(), siteId, subject, shown, SiteTable.utc(now), SiteTable.utc(now))
                .update();
        jdbc.sql("""
                update reader set last_seen = ?, name = case when ? = '' then name else ? end
                where site_id = ? and subject = ?
                """).params(SiteTable.utc(now), shown, shown, siteId, subject).update();
        return jdbc.sql("select * from reader where site_id = ? and subject = ?")
                .params(siteId, subject)
                .query(ReaderTable::reader)
                .single();
    }

    Optional<Reader> find(String publicId) {
        return jdbc.sql("select * from reader where public_id = ?")
                .param(publicId)
                .query(ReaderTable::reader)
                .optional();
    }

    private static Reader reader(ResultSet row, int number) throws SQLException {
        return new Reader(
                row.getLong("id"),
                row.getString("public_id"),
                row.getString("site_id"),
                row.getString("subject"),
                row.getString("name"));
    }
}

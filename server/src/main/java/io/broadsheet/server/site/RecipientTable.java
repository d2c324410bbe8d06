package io.broadsheet.server.site;

import io.broadsheet.server.state.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of recipients.
@Component
final class RecipientTable {
    private final JdbcClient jdbc;

    RecipientTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A recipient and where the row came from.
    record Row(Recipient recipient, String origin) {}

    /// What a row is to say.
    record Wanted(String siteId, MailAddress address, Optional<Locale> locale) {}

    List<Row> all() {
        return jdbc.sql("select * from recipient order by site_id, address")
                .query(RecipientTable::row)
                .list();
    }

    List<Row> ofSite(String siteId) {
        return jdbc.sql("select * from recipient where site_id = ? order by address")
                .param(siteId)
                .query(RecipientTable::row)
                .list();
    }

    Optional<Recipient> find(String publicId) {
        return jdbc.sql("select * from recipient where public_id = ?")
                .param(publicId)
                .query(RecipientTable::row)
                .optional()
                .map(Row::recipient);
    }

    Optional<Recipient> find(long id) {
        return jdbc.sql("select * from recipient where id = ?")
                .param(id)
                .query(RecipientTable::row)
                .optional()
                .map(Row::recipient);
    }

    void insert(Wanted wanted, String origin, Instant now) {
        jdbc.sql("""
                insert into recipient (public_id, site_id, address, name, locale, origin, active, created_at)
                values (?, ?, ?, ?, ?, ?, true, ?) on conflict do nothing
                """)
                .param(PublicId.next())
                .param(wanted.siteId())
                .param(wanted.address().address())
                .param(wanted.address().name())
                .param(wanted.locale().map(Locale::toLanguageTag).orElse(null))
                .param(origin)
                .param(SiteTable.utc(now))
                .update();
    }

    void update(long id, Wanted wanted, String origin) {
        jdbc.sql("update recipient set name = ?, locale = ?, origin = ?, active = true where id = ?")
                .param(wanted.address().name())
                .param(wanted.locale().map(Locale::toLanguageTag).orElse(null))
                .param(origin)
                .param(id)
                .update();
    }

    void deactivate(long id) {
        jdbc.sql("update recipient set active = false where id = ?").param(id).update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Recipient(
                        row.getLong("id"),
                        row.getString("public_id"),
                        row.getString("site_id"),
                        row.getString("address"),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("locale")).map(Locale::forLanguageTag),
                        row.getBoolean("active")),
                row.getString("origin"));
    }
}

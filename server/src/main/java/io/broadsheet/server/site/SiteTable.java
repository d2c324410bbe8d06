package io.broadsheet.server.site;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of sites.
@Component
final class SiteTable {
    private final JdbcClient jdbc;

    SiteTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SiteView> all() {
        return jdbc.sql("select * from site order by id").query(SiteTable::view).list();
    }

    Optional<SiteView> find(String siteId) {
        return jdbc.sql("select * from site where id = ?")
                .param(siteId)
                .query(SiteTable::view)
                .optional();
    }

    /// Writes a new row, or all of an old one.
    void write(SiteView site) {
        jdbc.sql("""
                insert into site (id, name, locale, zone, currency, brand, origin, active, synced_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(
                        site.id(),
                        site.name(),
                        site.locale().toLanguageTag(),
                        site.zone().getId(),
                        site.currency(),
                        Brand.write(site.brand()),
                        site.origin(),
                        site.active(),
                        utc(site.syncedAt()))
                .update();
        jdbc.sql("""
                update site set name = ?, locale = ?, zone = ?, currency = ?, brand = ?, origin = ?, active = ?,
                  synced_at = ? where id = ?
                """)
                .params(
                        site.name(),
                        site.locale().toLanguageTag(),
                        site.zone().getId(),
                        site.currency(),
                        Brand.write(site.brand()),
                        site.origin(),
                        site.active(),
                        utc(site.syncedAt()),
                        site.id())
                .update();
    }

    void deactivate(String siteId) {
        jdbc.sql("update site set active = false where id = ?").param(siteId).update();
    }

    void seen(Instant now) {
        jdbc.sql("update site set synced_at = ? where origin = 'project' and active")
                .param(utc(now))
                .update();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static SiteView view(ResultSet row, int number) throws SQLException {
        return new SiteView(
                row.getString("id"),
                row.getString("name"),
                Locale.forLanguageTag(row.getString("locale")),
                ZoneId.of(row.getString("zone")),
                row.getString("currency"),
                Brand.read(row.getString("brand")),
                row.getString("origin"),
                row.getBoolean("active"),
                row.getObject("synced_at", OffsetDateTime.class).toInstant());
    }
}

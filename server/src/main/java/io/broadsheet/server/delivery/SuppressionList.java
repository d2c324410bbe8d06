package io.broadsheet.server.delivery;

import static java.time.ZoneOffset.UTC;

import io.broadsheet.server.delivery.Deliveries.SuppressionView;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who is not mailed, by site and address. Thread-safe.
final class SuppressionList {
    static final String UNSUBSCRIBED = "unsubscribed";
    static final String BOUNCED = "bounced";
    static final List<String> REASONS = List.of(UNSUBSCRIBED, BOUNCED, "complained", "manual");

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SuppressionList(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// One spelling for each address: whoever left as `Choi@` has left as `choi@` too.
    static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    Optional<String> reason(String siteId, String address) {
        return jdbc.sql("select reason from suppression where site_id = ? and address = ?")
                .params(siteId, key(address))
                .query(String.class)
                .optional();
    }

    /// @throws IllegalArgumentException if the reason is none of [#REASONS]
    void add(String siteId, String address, String reason, String who) {
        if (!REASONS.contains(reason)) {
            throw new IllegalArgumentException("a reason is one of " + String.join(", ", REASONS));
        }
        int added = jdbc.sql("""
                insert into suppression (site_id, address, reason, created_at, created_by) values (?, ?, ?, ?, ?) \
                on conflict do nothing""")
                .params(siteId, key(address), reason, OffsetDateTime.ofInstant(clock.instant(), UTC), who)
                .update();
        if (added == 0 && !reason.equals(BOUNCED)) {
            // What a person said outlives what a machine saw.
            jdbc.sql(
                            "update suppression set reason = ?, created_by = ? where site_id = ? and address = ? and reason = ?")
                    .params(reason, who, siteId, key(address), BOUNCED)
                    .update();
        }
    }

    boolean remove(String siteId, String address) {
        return jdbc.sql("delete from suppression where site_id = ? and address = ?")
                        .params(siteId, key(address))
                        .update()
                > 0;
    }

    /// Takes back what the person decided, and nothing else.
    boolean removeUnsubscribed(String siteId, String address) {
        return jdbc.sql("delete from suppression where site_id = ? and address = ? and reason = ?")
                        .params(siteId, key(address), UNSUBSCRIBED)
                        .update()
                > 0;
    }

    /// Sites that have a recipient with this address.
    List<String> sitesOf(String address) {
        return jdbc.sql("select distinct site_id from recipient where lower(address) = ? order by site_id")
                .param(key(address))
                .query(String.class)
                .list();
    }

    List<SuppressionView> all() {
        return jdbc.sql("select * from suppression order by created_at desc, id desc")
                .query((rs, n) -> new SuppressionView(
                        rs.getString("site_id"),
                        rs.getString("address"),
                        rs.getString("reason"),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                        rs.getString("created_by")))
                .list();
    }
}

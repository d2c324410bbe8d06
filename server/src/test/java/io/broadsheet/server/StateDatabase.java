package io.broadsheet.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A database with the server's tables, a clock that tests move, and rows as other modules would write them.
public final class StateDatabase implements AutoCloseable, InstantSource {
    public static final Instant MONDAY = Instant.parse("2021-11-01T00:00:00Z");

    private static final List<String> TABLES = List.of(
            "alert_task",
            "alert",
            "delivery",
            "message",
            "suppression",
            "revision",
            "edition",
            "task",
            "run",
            "recipient",
            "site");

    private final HikariDataSource source;
    private volatile Instant now = MONDAY;

    private StateDatabase(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(12);
        source = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    public static StateDatabase h2(Path folder) {
        return new StateDatabase("jdbc:h2:file:" + folder.resolve("state").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=20000"
                + ";NON_KEYWORDS=VALUE");
    }

    public static StateDatabase postgres() {
        return new StateDatabase(TestPostgres.database());
    }

    /// As new: no rows, and Monday morning again.
    public void clear() {
        for (String table : TABLES) {
            jdbc().sql("delete from " + table).update();
        }
        now = MONDAY;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    public JdbcTransactionManager transactions() {
        return new JdbcTransactionManager(source);
    }

    public void inTransaction(Runnable work) {
        new TransactionTemplate(transactions()).executeWithoutResult(s -> work.run());
    }

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(java.time.Duration duration) {
        now = now.plus(duration);
    }

    public void site(String id, String name, String locale) {
        jdbc().sql("""
                insert into site (id, name, locale, zone, currency, brand, origin, active, synced_at) \
                values (?, ?, ?, 'Asia/Seoul', 'KRW', '{}', 'project', true, ?)""")
                .params(id, name, locale, instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    public long recipient(String siteId, String address, String name) {
        return insert(
                "insert into recipient (public_id, site_id, address, name, origin, active, created_at) "
                        + "values (?, ?, ?, ?, 'project', true, ?)",
                "recipient",
                "R-" + siteId + "-" + address,
                siteId,
                address,
                name,
                instant().atOffset(ZoneOffset.UTC));
    }

    /// @param schedule none where empty
    public long run(String publicId, String schedule, Instant due, boolean mail) {
        return insert(
                "insert into run (public_id, schedule, kind, due, issue_date, mail, state, requested_by, created_at, "
                        + "deadline, note) values (?, nullif(?, ''), 'scheduled', ?, date '2021-11-01', ?, 'running', 'test', ?, ?, '')",
                "run",
                publicId,
                schedule,
                due.atOffset(ZoneOffset.UTC),
                mail,
                instant().atOffset(ZoneOffset.UTC),
                due.plusSeconds(3600).atOffset(ZoneOffset.UTC));
    }

    public long task(String publicId, long runId, String siteId, String report, String state) {
        return insert(
                "insert into task (public_id, run_id, site_id, report, period_start, period_end, state, attempts, "
                        + "not_before, fence) values (?, ?, ?, ?, date '2021-10-25', date '2021-11-01', ?, 1, ?, 1)",
                "task",
                publicId,
                runId,
                siteId,
                report,
                state,
                instant().atOffset(ZoneOffset.UTC));
    }

    public long edition(String publicId, String siteId, String report) {
        return insert(
                "insert into edition (public_id, site_id, report, period_kind, period_start, period_end, issue_date, "
                        + "state, title, label, description, fence) values (?, ?, ?, 'week', date '2021-10-25', "
                        + "date '2021-11-01', date '2021-11-01', 'published', ?, ?, '', 1)",
                "edition",
                publicId,
                siteId,
                report,
                report,
                report);
    }

    public long revision(String publicId, long editionId, int number) {
        return insert(
                "insert into revision (public_id, edition_id, number, state, artifact, page_sha256, page_bytes, "
                        + "input_hash, headline, expectations, problems, created_at) "
                        + "values (?, ?, ?, 'published', 'k', '', 1, '', '[]', '[]', '[]', ?)",
                "revision",
                publicId,
                editionId,
                number,
                instant().atOffset(ZoneOffset.UTC));
    }

    private long insert(String sql, String table, Object... values) {
        jdbc().sql(sql).params(values).update();
        return jdbc().sql("select id from " + table + " where public_id = ?")
                .param(values[0])
                .query(Long.class)
                .single();
    }

    /// All rows of a query's only column, as text.
    public List<String> texts(String sql) {
        return jdbc().sql(sql).query((rs, n) -> String.valueOf(rs.getString(1))).list();
    }

    @Override
    public void close() {
        source.close();
    }
}

package io.broadsheet.server.health;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Down while something due is not being worked on: a process that answers is not health.
@Component("ledger")
final class LedgerHealth implements HealthIndicator {
    /// How long a task may wait with nobody working on its run.
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    LedgerHealth(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Health health() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        int late = count("select count(*) from run where ended_at is null and deadline < ?", now);
        int stalled = count("""
                select count(*) from task t join run r on r.id = t.run_id
                where t.state = 'pending' and r.state = 'running' and t.not_before < ?
                  and not exists (select 1 from task o where o.run_id = t.run_id and o.state = 'running')
                """, now.minus(PATIENCE));
        int expired =
                count("select count(*) from task where state = 'running' and lease_until < ?", now.minus(PATIENCE));
        Health.Builder health = late + stalled + expired == 0 ? Health.up() : Health.down();
        return health.withDetail("lateRuns", late)
                .withDetail("stalledTasks", stalled)
                .withDetail("expiredLeases", expired)
                .build();
    }

    private int count(String sql, OffsetDateTime moment) {
        return jdbc.sql(sql).param(moment).query(Integer.class).single();
    }
}

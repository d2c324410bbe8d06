package io.broadsheet.server.schedule;

import io.broadsheet.engine.project.ScheduleSpec;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import io.broadsheet.server.state.Dialect;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How the module's parts are put together.
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {
    @Bean
    SchedulePart schedulePart(
            ServedProject project,
            ServerOptions options,
            InstantSource clock,
            DataSource dataSource,
            Dialect dialect,
            JdbcTemplate jdbcTemplate,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Sites sites,
            Editions editions) {
        JdbcClient jdbc = JdbcClient.create(jdbcTemplate);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        Map<String, ScheduleSpec> schedules = project.operations().schedules();
        WorkerName name = WorkerName.ofThisProcess();
        RunTable runs = new RunTable(jdbc);
        TaskTable tasks = new TaskTable(jdbcTemplate);
        AttemptTable attempts = new AttemptTable(jdbcTemplate);
        Leases leases = new Leases(jdbcTemplate, transaction, clock, runs, attempts, events);
        Endings endings = new Endings(jdbc, transaction, clock, runs, tasks, attempts, editions, events);
        ClaimKeeper keeper = new ClaimKeeper(leases);
        RunMaker maker = new RunMaker(transaction, clock, project.project(), sites, runs, tasks, events);
        DueRuns due = new DueRuns(jdbc, transaction, clock, maker);
        RunWork work = new RunWork(
                clock,
                project.engine(),
                runs,
                tasks,
                leases,
                endings,
                keeper,
                name,
                options.workers(),
                () -> sites.all().stream()
                        .filter(SiteView::active)
                        .map(SiteView::toSite)
                        .toList(),
                stopping -> new SiteWork(transaction, clock, project.project(), editions, leases, endings, stopping));
        Wakes wakes = new Wakes(
                dataSource,
                dialect,
                jdbc,
                clock,
                name,
                options.has(ServerRole.WORKER) ? Optional.of(work) : Optional.empty());
        NeverBegun neverBegun = new NeverBegun(tasks, editions, project.project(), maker);
        Readiness readiness = new Readiness(
                transaction, clock, project.engine(), schedules, runs, tasks, neverBegun, maker, endings, events);
        Deadlines deadlines = new Deadlines(transaction, clock, runs, neverBegun, endings, events);
        Overseer overseer =
                new Overseer(clock, schedules.values(), due, readiness, deadlines, leases, endings, runs, tasks, wakes);
        LedgerRuns ledger =
                new LedgerRuns(jdbc, transaction, clock, schedules, runs, tasks, attempts, maker, due, endings, wakes);
        return new SchedulePart(options, ledger, overseer, wakes, work, leases, keeper);
    }

    @Bean
    Runs runs(SchedulePart part) {
        return part.ledger();
    }
}

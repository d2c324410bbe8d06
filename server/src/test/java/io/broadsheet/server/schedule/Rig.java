package io.broadsheet.server.schedule;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.Site;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import io.broadsheet.server.state.Dialect;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// One process with the module alone, put together as the server does it, with editions that keep no files. Without
/// roles nothing happens by itself: tests look and work by hand.
final class Rig implements AutoCloseable {
    static {
        // Spring Boot, which does this for the server, is not there.
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    }

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource dataSource;
    private final ReportEngine engine;
    final TableEditions editions;
    final JdbcClient jdbc;
    final List<ScheduleEvent> events = new CopyOnWriteArrayList<>();

    private volatile Optional<Class<? extends ScheduleEvent>> refused = Optional.empty();

    Rig(String url, Path project, InstantSource clock, Set<ServerRole> roles, int workers) {
        this(url, project, clock, roles, workers, (rig, event) -> {});
    }

    /// @param listener is called within the transaction that makes it so
    Rig(
            String url,
            Path project,
            InstantSource clock,
            Set<ServerRole> roles,
            int workers,
            BiConsumer<Rig, ScheduleEvent> listener) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(10);
        dataSource = new HikariDataSource(config);
        Flyway.configure().dataSource(dataSource).load().migrate();
        engine = ReportEngine.open(project);
        JdbcTemplate template = new JdbcTemplate(dataSource);
        PlatformTransactionManager transactions = new JdbcTransactionManager(dataSource);
        jdbc = JdbcClient.create(template);
        editions = new TableEditions(jdbc, new TransactionTemplate(transactions));
        List<SiteView> sites = engine.sites().stream().map(this::site).toList();
        ServerOptions all = ServerOptions.of(project);
        ServerOptions options = new ServerOptions(project, all.home(), all.host(), 0, roles, workers, false, false);
        context.registerBean(DataSource.class, () -> dataSource, definition -> definition.setDestroyMethodName(""));
        context.registerBean(JdbcTemplate.class, () -> template);
        context.registerBean(PlatformTransactionManager.class, () -> transactions);
        context.registerBean(Dialect.class, () -> url.contains(":h2:") ? Dialect.H2 : Dialect.POSTGRESQL);
        context.registerBean(ServedProject.class, () -> new ServedProject(engine, all.home()));
        context.registerBean(ServerOptions.class, () -> options);
        context.registerBean(InstantSource.class, () -> clock);
        context.registerBean(Sites.class, () -> (Sites) Proxy.newProxyInstance(
                Rig.class.getClassLoader(), new Class<?>[] {Sites.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("all")) {
                        return sites;
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
        context.registerBean(Editions.class, editions::port);
        context.register(ScheduleConfiguration.class);
        context.addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof ScheduleEvent happened) {
                if (refused.filter(type -> type.isInstance(happened)).isPresent()) {
                    throw new IllegalStateException("a listener's bug");
                }
                listener.accept(this, happened);
                events.add(happened);
            }
        });
        context.refresh();
    }

    private SiteView site(Site site) {
        jdbc.sql("""
                        insert into site (id, name, locale, zone, currency, brand, origin, active, synced_at)
                        values (?, ?, ?, ?, ?, '{}', 'project', true, ?) on conflict do nothing
                        """)
                .params(
                        site.id(),
                        site.name(),
                        site.locale().toLanguageTag(),
                        site.zone().getId(),
                        site.currency(),
                        SqlTime.of(Instant.EPOCH))
                .update();
        return new SiteView(
                site.id(),
                site.name(),
                site.locale(),
                site.zone(),
                site.currency(),
                Map.of(),
                "project",
                true,
                Instant.EPOCH);
    }

    /// A listener fails at these events from now on.
    void refuse(Class<? extends ScheduleEvent> type) {
        refused = Optional.of(type);
    }

    void clearRefusal() {
        refused = Optional.empty();
    }

    /// As if nothing had ever been due.
    void clean() {
        for (String table :
                List.of("attempt", "task", "run", "schedule_state", "scheduled_tasks", "revision", "edition")) {
            jdbc.sql("delete from " + table).update();
        }
        clearRefusal();
        editions.storing(rendering -> {});
        events.clear();
    }

    SchedulePart part() {
        return context.getBean(SchedulePart.class);
    }

    Runs runs() {
        return context.getBean(Runs.class);
    }

    ServedProject project() {
        return context.getBean(ServedProject.class);
    }

    /// Once over everything, as a scheduler does.
    void look() {
        part().overseer().look();
    }

    /// Does what there is to do in all runs, as a worker does.
    void work() {
        runs().latest(100).reversed().forEach(run -> part().work().work(run.id(), id -> {}));
    }

    /// What became of a schedule's due times, the first first: `DUE STATE mail`.
    List<String> outcomes(String schedule) {
        return runs().latest(1000).stream()
                .filter(run -> run.schedule().filter(schedule::equals).isPresent())
                .sorted(java.util.Comparator.comparing(RunSummary::due))
                .map(run -> run.due() + " " + Words.of(run.state()) + (run.mail() ? " mail" : ""))
                .toList();
    }

    <E extends ScheduleEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        context.close();
        engine.close();
        dataSource.close();
    }
}

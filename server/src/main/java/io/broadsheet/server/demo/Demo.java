package io.broadsheet.server.demo;

import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.site.Sites;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Broadsheet on one machine with months of editions: portal, console, caught mail. Loopback only, no password.
public final class Demo implements AutoCloseable {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final BroadsheetServer server;
    private final CaughtMail mail;

    private Demo(BroadsheetServer server, CaughtMail mail) {
        this.server = server;
        this.mail = mail;
    }

    /// @param example the folder of `examples/divers`
    /// @param target where the demo lives
    /// @param port where it listens
    /// @param fresh whether it begins anew
    /// @param progress is told of each week that is made
    public static Demo start(Path example, Path target, int port, boolean fresh, Consumer<LocalDate> progress)
            throws IOException, InterruptedException {
        // Until the server sets logging up, which is after the mail server has begun.
        LoggingSystem.get(Demo.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
        DemoProject project = DemoProject.prepare(example, target, fresh);
        CaughtMail mail = CaughtMail.start(project.home().resolve("mailbox"));
        boolean started = false;
        try {
            project.configure(port, mail.port());
            DemoClock clock = new DemoClock(InstantSource.system(), DemoHistory.firstMoment(SEOUL));
            BroadsheetServer server = BroadsheetServer.start(
                    ServerOptions.of(project.folder())
                            .withHome(project.home())
                            .withPort(port)
                            .openToThisMachine(),
                    clock,
                    Map.of(
                            "broadsheet.demo",
                            "true",
                            "logging.level.root",
                            "error",
                            "logging.level.io.broadsheet",
                            "error"),
                    context -> context.registerBean(CaughtMail.class, () -> mail));
            started = true;
            Demo demo = new Demo(server, mail);
            if (project.isNew()) {
                demo.history(clock).make(demo.reports(), progress);
                project.made();
            } else {
                clock.set(demo.lastMoment());
            }
            return demo;
        } finally {
            if (!started) {
                mail.close();
            }
        }
    }

    private DemoHistory history(DemoClock clock) {
        return new DemoHistory(
                server.part(Runs.class),
                server.part(Editions.class),
                server.part(Sites.class),
                server.part(Deliveries.class),
                server.part(Readings.class),
                clock,
                SEOUL);
    }

    private List<String> reports() {
        return Optional.ofNullable(server.part(ServedProject.class)
                        .operations()
                        .schedules()
                        .get(DemoHistory.SCHEDULE))
                .orElseThrow()
                .reports();
    }

    /// The demo goes on where it was left, not years later.
    private Instant lastMoment() {
        return server.part(JdbcClient.class)
                .sql("""
                        select max(m) from (
                          select max(created_at) as m from run
                          union all select max(at) from reading
                          union all select max(at) from audit
                          union all select max(last_seen) from reader) t""")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /// The customer's page, in the shop of the talk.
    public String portal() {
        return local("/demo/portal?site=" + DemoDoor.FIRST_SITE);
    }

    public String console() {
        return local("/console");
    }

    public String mailbox() {
        return local("/mailbox");
    }

    private String local(String path) {
        return server.url().replace("127.0.0.1", "localhost") + path;
    }

    /// The server behind it, for tests.
    public BroadsheetServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        mail.close();
    }
}

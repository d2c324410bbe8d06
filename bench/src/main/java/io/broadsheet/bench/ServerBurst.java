package io.broadsheet.bench;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.schedule.TaskState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Every report for every site, by the engine alone and by a whole server, in turn and in one JVM: what an edition
/// costs beyond its page. Processor time of PostgreSQL is the server's.
///
/// `ServerBurst BROADSHEET_YAML PROJECT OUT [ROUNDS]`: each round has a database, a store and an engine of its own;
/// one round before is not counted.
public final class ServerBurst {
    private static final Instant ISSUE = Instant.parse("2021-11-01T00:00:00Z");
    private static final LocalDate ISSUE_DATE = LocalDate.of(2021, 11, 1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final String yaml;
    private final Path project;
    private final Path out;
    private final EmbeddedPostgres postgres;
    private final ProcessHandle postmaster;

    private ServerBurst(String yaml, Path project, Path out, EmbeddedPostgres postgres, ProcessHandle postmaster) {
        this.yaml = yaml;
        this.project = project;
        this.out = out;
        this.postgres = postgres;
        this.postmaster = postmaster;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 2;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            ProcessHandle postmaster = postmaster(postgres);
            new ServerBurst(
                            Files.readString(Path.of(args[0])),
                            Path.of(args[1]),
                            Path.of(args[2]),
                            postgres,
                            postmaster)
                    .measure(rounds);
        }
    }

    /// It has left its starter, and each connection has a child of it.
    private static ProcessHandle postmaster(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
            pid.next();
            return ProcessHandle.of(pid.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    /// What a burst cost.
    private record Cost(int pages, Spent spent) {
        double wallMillis() {
            return spent.wall() / 1e6 / pages;
        }

        double cpuMillis() {
            return spent.cpu() / 1e6 / pages;
        }

        double othersMillis() {
            return spent.others() / 1e6 / pages;
        }
    }

    private void measure(int rounds) throws IOException, SQLException {
        List<Cost> alone = new ArrayList<>();
        List<Cost> served = new ArrayList<>();
        System.out.println("ms a page        wall     CPU   of it PostgreSQL");
        for (int round = 0; round <= rounds; round++) {
            Cost engine = byEngine(round);
            Cost server = byServer(round);
            String name = round == 0 ? "not counted" : "round " + round;
            print(name, "engine", engine);
            print(name, "server", server);
            if (round > 0) {
                alone.add(engine);
                served.add(server);
            }
        }
        double wall = sum(served, Cost::wallMillis) / sum(alone, Cost::wallMillis);
        double cpu = sum(served, Cost::cpuMillis) / sum(alone, Cost::cpuMillis);
        System.out.printf(
                "pages %d; the server beside the engine: %.2f of CPU, %.2f by the clock (at most 1.5)%n",
                alone.getFirst().pages(), cpu, wall);
    }

    private static double sum(List<Cost> costs, java.util.function.ToDoubleFunction<Cost> part) {
        return costs.stream().mapToDouble(part).sum();
    }

    private static void print(String round, String what, Cost cost) {
        System.out.printf(
                "%-11s %s %6.2f  %6.2f  %6.2f%n",
                round, what, cost.wallMillis(), cost.cpuMillis(), cost.othersMillis());
    }

    /// Pages on disk, and nothing else.
    private Cost byEngine(int round) throws IOException {
        Files.writeString(project.resolve("broadsheet.yaml"), yaml);
        Path pages = Files.createDirectories(out.resolve("pages" + round));
        AtomicInteger made = new AtomicInteger();
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT)) {
            // Made data is made before the clock starts.
            engine.sites();
            Spent before = Spent.untilNow(postmaster);
            try (Batch batch = engine.batch(BatchRequest.of(ISSUE_DATE), event -> {})) {
                batch.renderAll(done -> done.renderings().forEach(rendering -> {
                    write(pages, rendering);
                    made.incrementAndGet();
                }));
            }
            return new Cost(made.get(), Spent.untilNow(postmaster).since(before));
        } finally {
            remove(pages);
        }
    }

    private static void write(Path folder, Rendering rendering) {
        if (rendering.outcome() == Outcome.FAILED) {
            throw new IllegalStateException(rendering.site().id() + " " + rendering.problems());
        }
        try {
            Files.writeString(
                    folder.resolve(rendering.site().id() + "-" + rendering.report() + ".html"),
                    rendering.page().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From the schedule to editions that customers see.
    private Cost byServer(int round) throws IOException, SQLException {
        Path home = Files.createDirectories(out.resolve("server" + round));
        String database = "burst" + round;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        String store = "store: { url: \"file:" + home.toAbsolutePath().resolve("store") + "\" }";
        Files.writeString(
                project.resolve("broadsheet.yaml"),
                yaml.replaceAll("(?m)^store:.*$", java.util.regex.Matcher.quoteReplacement(store))
                        + "\nserver: { database: \"jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database
                        + "?user=postgres\" }\n");
        Instant begun = Instant.now();
        InstantSource clock = () -> ISSUE.plus(Duration.between(begun, Instant.now()));
        try (BroadsheetServer server =
                BroadsheetServer.start(ServerOptions.of(project).withHome(home).withPort(0), clock, Map.of())) {
            Runs runs = server.part(Runs.class);
            Spent before = Spent.untilNow(postmaster);
            RunSummary run = runs.runNow("weekly", false, "bench");
            while (!run.state().isEnd()) {
                LockSupport.parkNanos(LOOK.toNanos());
                run = runs.find(run.id()).orElseThrow();
            }
            Spent spent = Spent.untilNow(postmaster).since(before);
            // One of the shops lacks its last day: it is held, and stored as the others are.
            int made = run.tasks().getOrDefault(TaskState.PUBLISHED, 0)
                    + run.tasks().getOrDefault(TaskState.HELD, 0);
            if (run.tasks().values().stream().mapToInt(n -> n).sum() != made) {
                throw new IllegalStateException("not all was made: " + run.tasks());
            }
            return new Cost(made, spent);
        } finally {
            remove(home);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.walk(folder)) {
            entries = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}

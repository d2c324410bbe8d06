package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sources that refuse, go away, stall and never end: each is said clearly, and the engine goes on.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenSourceTest {
    private static final String MANY_ROWS =
            "select a.seq as n, repeat('x', 50) as t from seq_1_to_3000 a, seq_1_to_3000 b";

    @TempDir
    Path folder;

    private static TestProject mariaDb(Path folder, int port) {
        return new TestProject(folder)
                .db("{ url: \"jdbc:mariadb://127.0.0.1:" + port + "/mysql\", user: root, tenants: one }");
    }

    private static TestProject postgres(Path folder, int port) {
        return new TestProject(folder)
                .db("{ url: \"jdbc:postgresql://127.0.0.1:" + port + "/postgres\", user: postgres, tenants: one }");
    }

    /// One query fails so, and then another one is answered by the same engine, with nothing left open.
    private static Problem assertFails(TestProject project, String sql, ProblemCode code, FailureClass failureClass) {
        project.report("bad", "", "```sql q source=db\n" + sql + "\n```\n");
        project.report("```sql q\nselect 1 as v\n```\n");
        try (ReportEngine engine = project.open()) {
            Problem problem = problem(engine);
            assertThat(problem.code()).as(problem.message()).isEqualTo(code);
            assertThat(problem.code().failureClass()).isEqualTo(failureClass);
            assertThat(TestProject.frame(engine, "q").rowCount()).isEqualTo(1);
            Leftovers.assertNone(engine);
            return problem;
        }
    }

    private static Problem problem(ReportEngine engine) {
        var rendering = engine.render(io.broadsheet.engine.RenderRequest.of("bad", "a", TestProject.ISSUE));
        assertThat(rendering.problems()).hasSize(1);
        return rendering.problems().getFirst();
    }

    @Test
    void saysThatASourceRefuses() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        for (TestProject project :
                new TestProject[] {mariaDb(folder.resolve("m"), free), postgres(folder.resolve("p"), free)}) {
            long start = System.nanoTime();
            Problem problem =
                    assertFails(project, "select 1 as v", ProblemCode.SOURCE_UNAVAILABLE, FailureClass.EXTERNAL);
            assertThat(problem.message()).startsWith("source 'db' can't be reached: ");
            assertThat(problem.span().source().path()).isEqualTo("broadsheet.yaml");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void endsAQueryThatNeverEnds() {
        TestProject maria =
                mariaDb(folder.resolve("m"), MariaDbServer.shared().port()).limits("{ query-time: 1s }");
        Problem slow = assertFails(maria, "select sleep(1000) as v", ProblemCode.TOO_SLOW, FailureClass.RESOURCES);
        assertThat(slow.message()).isEqualTo("query 'q' ran longer than 1 s");
        assertThat(slow.span().line()).isEqualTo(7);
        TestProject postgres =
                postgres(folder.resolve("p"), PostgresServer.shared().port()).limits("{ query-time: 1s }");
        assertFails(postgres, "select pg_sleep(1000) as v", ProblemCode.TOO_SLOW, FailureClass.RESOURCES);
        assertFails(
                postgres,
                "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) as v from r",
                ProblemCode.TOO_SLOW,
                FailureClass.RESOURCES);
        assertNoQueryIsLeftOnTheServers();
    }

    private static void assertNoQueryIsLeftOnTheServers() {
        Eventually.is("the servers are idle", () -> {
            try (Connection maria = MariaDbServer.shared().connect("mysql");
                    Connection postgres = PostgresServer.shared().connect("postgres")) {
                return count(
                                        maria,
                                        "select count(*) from information_schema.processlist where info like '%sleep(1000)%'"
                                                + " and id <> connection_id()")
                                + count(
                                        postgres,
                                        "select count(*) from pg_stat_activity where query like '%pg_sleep(1000)%'"
                                                + " and state = 'active' and pid <> pg_backend_pid()")
                        == 0;
            }
        });
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void saysThatASourceWentAwayInTheMiddle() throws IOException {
        try (Gate gate = new Gate(MariaDbServer.shared().port(), 2_000_000, Gate.Then.CUT)) {
            assertFails(
                    mariaDb(folder.resolve("m"), gate.port()),
                    MANY_ROWS,
                    ProblemCode.SOURCE_LOST,
                    FailureClass.EXTERNAL);
        }
        try (Gate gate = new Gate(PostgresServer.shared().port(), 2_000_000, Gate.Then.CUT)) {
            assertFails(
                    postgres(folder.resolve("p"), gate.port()),
                    "select n, repeat('x', 50) as t from generate_series(1, 9000000) n",
                    ProblemCode.SOURCE_LOST,
                    FailureClass.EXTERNAL);
        }
    }

    @Test
    void saysThatASourceWasShutDownInTheMiddle() {
        assertFails(
                postgres(folder, PostgresServer.shared().port()),
                "select pg_terminate_backend(pg_backend_pid()) as v",
                ProblemCode.SOURCE_LOST,
                FailureClass.EXTERNAL);
    }

    @Test
    void saysThatASourceStalls() throws IOException {
        // Few rows come, so that the silence begins long before the time is over, on a busy machine too.
        try (Gate gate = new Gate(MariaDbServer.shared().port(), 200_000, Gate.Then.STALL)) {
            Problem problem = assertFails(
                    mariaDb(folder.resolve("m"), gate.port()).limits("{ query-time: 2s }"),
                    MANY_ROWS,
                    ProblemCode.SOURCE_LOST,
                    FailureClass.EXTERNAL);
            assertThat(problem.message()).isEqualTo("source 'db' stopped answering while query 'q' was read");
        }
        try (Gate gate = new Gate(PostgresServer.shared().port(), 200_000, Gate.Then.STALL)) {
            assertFails(
                    postgres(folder.resolve("p"), gate.port()).limits("{ query-time: 2s }"),
                    "select n, repeat('x', 50) as t from generate_series(1, 9000000) n",
                    ProblemCode.SOURCE_LOST,
                    FailureClass.EXTERNAL);
        }
    }

    @Test
    void stopsReadingMoreRowsThanAResultMayHave() {
        TestProject project = mariaDb(folder, MariaDbServer.shared().port()).limits("{ site-rows: 20000 }");
        Problem problem = assertFails(project, MANY_ROWS, ProblemCode.TOO_MANY_ROWS, FailureClass.RESOURCES);
        assertThat(problem.message()).isEqualTo("query 'q' gives more than 20000 rows");
    }

    @Test
    void readsAResultThatTheWorkbenchCanNotHold() {
        TestProject project = postgres(folder, PostgresServer.shared().port()).limits("{ workbench-memory: 32MB }");
        assertFails(
                project,
                "select n, repeat(md5(n::text), 5) as t from generate_series(1, 2000000) n",
                ProblemCode.TOO_MUCH_MEMORY,
                FailureClass.RESOURCES);
    }

    @Test
    void keepsThePasswordOutOfWhatItSays() throws Exception {
        try (Connection connection = PostgresServer.shared().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet hba = statement.executeQuery("show hba_file")) {
            hba.next();
            Path file = Path.of(hba.getString(1));
            String line = "host all keeper 127.0.0.1/32 scram-sha-256\n";
            if (!Files.readString(file).startsWith(line)) {
                Files.writeString(file, line + Files.readString(file));
            }
            try (Statement more = connection.createStatement()) {
                more.execute("drop role if exists keeper; create role keeper login password 'another'");
                more.execute("select pg_reload_conf()");
            }
        }
        TestProject project = new TestProject(folder)
                .db("{ url: \"" + PostgresServer.shared().url("postgres")
                        + "?password=${DB_PASSWORD}\", user: keeper, password: \"${DB_PASSWORD}\", tenants: one }");
        Problem problem = assertFails(project, "select 1 as v", ProblemCode.SOURCE_UNAVAILABLE, FailureClass.EXTERNAL);
        assertThat(problem.toString())
                .contains("password authentication failed")
                .doesNotContain("s3cret");
    }

    @Test
    void saysThatADriverIsMissing() {
        TestProject project = new TestProject(folder).db("{ url: \"jdbc:oracle:thin:@//h/s\", tenants: one }");
        Problem problem = assertFails(project, "select 1 as v", ProblemCode.SOURCE_UNAVAILABLE, FailureClass.EXTERNAL);
        assertThat(problem.message()).isEqualTo("there is no JDBC driver for source 'db'");
        assertThat(problem.hint()).contains("drivers/");
    }

    @Test
    void takesADriverFromTheProjectsFolder() throws Exception {
        Path drivers = Files.createDirectories(folder.resolve("drivers"));
        Files.writeString(drivers.resolve("broken.jar"), "no jar");
        DriverJar.write(drivers.resolve("toy.jar"));
        TestProject project = new TestProject(folder).db("{ url: \"jdbc:toy:x\", tenants: one }");
        Problem problem = assertFails(project, "select 1 as v", ProblemCode.SOURCE_UNAVAILABLE, FailureClass.EXTERNAL);
        assertThat(problem.message()).endsWith("the toy has no rows");
    }

    /// A jar with a driver that takes `jdbc:toy:` and has no rows.
    private static final class DriverJar {
        private static final String SOURCE = """
                import java.sql.*;
                public class ToyDriver implements Driver {
                  public Connection connect(String u, java.util.Properties p) throws SQLException {
                    throw new SQLException("the toy has no rows", "08001");
                  }
                  public boolean acceptsURL(String u) { return u.startsWith("jdbc:toy:"); }
                  public DriverPropertyInfo[] getPropertyInfo(String u, java.util.Properties p) { return new DriverPropertyInfo[0]; }
                  public int getMajorVersion() { return 1; }
                  public int getMinorVersion() { return 0; }
                  public boolean jdbcCompliant() { return false; }
                  public java.util.logging.Logger getParentLogger() { return java.util.logging.Logger.getGlobal(); }
                }
                """;

        static void write(Path jar) throws IOException {
            Path work = Files.createTempDirectory(jar.getParent(), "toy");
            Path source = Files.writeString(work.resolve("ToyDriver.java"), SOURCE);
            javax.tools.ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-d", work.toString(), source.toString());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                out.putNextEntry(new java.util.zip.ZipEntry("ToyDriver.class"));
                out.write(Files.readAllBytes(work.resolve("ToyDriver.class")));
                out.putNextEntry(new java.util.zip.ZipEntry("META-INF/services/java.sql.Driver"));
                out.write("ToyDriver".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        }
    }
}

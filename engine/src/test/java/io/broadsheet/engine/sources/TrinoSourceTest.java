package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.EngineProbe;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.testing.Eventually;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Trino, whose driver comes from the project's `drivers/` folder.
@Tag("slow")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TrinoSourceTest extends SourceSuite {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final int ROWS_A_STATEMENT = 1_000;
    private static final Pattern COLUMN = Pattern.compile("(\"(?:[^\"]|\"\")+\"|\\w+) (\\w+(?:\\([^)]*\\))?)");
    private static final String NEVER = "select count(*) as v /* mark */ from unnest(sequence(1, 10000)) a(x),"
            + " unnest(sequence(1, 10000)) b(y), unnest(sequence(1, 10000)) c(z) where x * y + z = -1";
    private static final String MANY_ROWS = "select x * y as n, rpad('x', 50, 'x') as t"
            + " /* mark */ from unnest(sequence(1, 3000)) a(x), unnest(sequence(1, 3000)) b(y)";

    private String schema = "";

    @Override
    String source() {
        return "db";
    }

    @Override
    TestProject begin(Path at) throws SQLException {
        schema = "suite_" + SCHEMAS.incrementAndGet();
        execute("create schema " + schema);
        return project(at, TrinoServer.shared().port());
    }

    private TestProject project(Path at, int port) {
        try {
            Path drivers = Files.createDirectories(at.resolve("drivers"));
            Files.copy(TrinoServer.shared().driverJar(), drivers.resolve("trino-jdbc.jar"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new TestProject(at).db("{ url: \"" + TrinoServer.url(port, schema) + "\", tenants: one }");
    }

    /// Trino casts nothing by itself: the values are cast to the columns.
    @Override
    void table(String name, String columns, List<String> rows) throws SQLException {
        execute("create table " + name + " (" + columns + ")");
        List<String> names = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        Matcher column = COLUMN.matcher(columns);
        while (column.find()) {
            names.add("c" + names.size());
            casts.add("cast(" + names.getLast() + " as " + column.group(2) + ")");
        }
        for (int i = 0; i < rows.size(); i += ROWS_A_STATEMENT) {
            execute("insert into " + name + " select " + String.join(", ", casts) + " from (values ("
                    + String.join("), (", rows.subList(i, Math.min(rows.size(), i + ROWS_A_STATEMENT))) + ")) t ("
                    + String.join(", ", names) + ")");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TrinoServer.shared().connect(schema);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    String bigCell(int characters) {
        return "select array_join(transform(sequence(1, " + characters / 100_000
                + "), i -> rpad('x', 100000, 'x')), '') as v";
    }

    /// Other databases find text in a column of numbers by casting it.
    @Test
    @Override
    void bindsTheSiteToNumbersAndToTextAndThePeriod() throws Exception {
        table(
                "visits",
                "shop int, code varchar(10), seen timestamp",
                List.of(
                        "7, '7', '2021-10-24 23:59:59'",
                        "7, '7', '2021-10-25 00:00:00'",
                        "7, '7', '2021-10-31 23:59:59'",
                        "7, '7', '2021-11-01 00:00:00'",
                        "8, '8', '2021-10-26 00:00:00'"));
        project.sites("7");
        String head = "\nselect count(*) as n from visits where seen >= :period_start and seen < :period_end and ";
        project.report("```sql numbers source=db" + head
                + "shop = cast(:site as integer)\n```\n\n```sql texts source=db" + head + "code = :site\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "7", "numbers").column("n").get(0))
                    .isEqualTo(2L);
            assertThat(TestProject.frame(engine, "7", "texts").column("n").get(0))
                    .isEqualTo(2L);
        }
    }

    @Test
    void saysThatNothingIsCastByItself() throws Exception {
        table("visits", "shop int", List.of("7"));
        Problem problem = refused("select count(*) as n\nfrom visits where shop = :site");
        assertThat(problem.code()).isEqualTo(ProblemCode.BAD_SQL);
        assertThat(problem.message())
                .isEqualTo("query 'q': source 'db' says: Cannot apply operator: integer = varchar(1)");
        assertThat(problem.hint()).contains("cast(:site as integer)");
        assertThat(problem.span().line()).isEqualTo(8);
    }

    @Test
    void takesItsTypesUnharmed() {
        Frame frame = query("""
                select tinyint '-128' as t1, smallint '-32768' as t2, 2147483647 as t3, bigint '-9223372036854775808' as t4,
                  true as flag, decimal '1234567890123456789012345678.0123456789' as money, decimal '-1.25' as small,
                  real '1.5' as f, double '0.1' as d, nan() as nan, -infinity() as inf, date '0001-01-01' as day,
                  date '9999-12-31' as late, time '23:59:59.123456' as clock, time '23:59:59.123456789012' as fine_clock,
                  timestamp '2021-03-14 02:30:00.123456' as moment, timestamp '2021-03-14 02:30:00.123456789' as fine,
                  timestamp '2021-03-14 02:30:00 -05:00' as at, cast('ab' as char(5)) as word,
                  json '{"a": [1, "한"]}' as doc, uuid '123e4567-e89b-12d3-a456-426655440000' as id,
                  ipaddress '10.0.0.1' as ip, array[1, null, 3] as ints, array['가,나', null, '"q"'] as texts,
                  array[decimal '1.5', null] as nums, array[array[1], array[2, 3]] as nested,
                  array[date '2021-01-01', null] as days, array[timestamp '2021-01-01 02:00:00'] as moments,
                  array[timestamp '2021-01-01 02:00:00 UTC'] as instants, X'00ff10' as bytes,
                  interval '1' day as span, null as nothing""");
        assertThat(firstRow(frame))
                .containsEntry("t1", -128L)
                .containsEntry("t2", -32768L)
                .containsEntry("t3", 2147483647L)
                .containsEntry("t4", Long.MIN_VALUE)
                .containsEntry("flag", true)
                .containsEntry("money", new BigDecimal("1234567890123456789012345678.0123456789"))
                .containsEntry("small", new BigDecimal("-1.25"))
                .containsEntry("f", 1.5)
                .containsEntry("d", 0.1)
                .containsEntry("nan", Double.NaN)
                .containsEntry("inf", Double.NEGATIVE_INFINITY)
                .containsEntry("day", LocalDate.of(1, 1, 1))
                .containsEntry("late", LocalDate.of(9999, 12, 31))
                .containsEntry("clock", LocalTime.of(23, 59, 59, 123456000))
                .containsEntry("fine_clock", LocalTime.of(23, 59, 59, 123456000))
                .containsEntry("moment", LocalDateTime.of(2021, 3, 14, 2, 30, 0, 123456000))
                .containsEntry("fine", LocalDateTime.of(2021, 3, 14, 2, 30, 0, 123456000))
                .containsEntry("at", OffsetDateTime.parse("2021-03-14T16:30:00+09:00"))
                .containsEntry("word", "ab")
                .containsEntry("doc", "{\"a\":[1,\"한\"]}")
                .containsEntry("id", "123e4567-e89b-12d3-a456-426655440000")
                .containsEntry("ip", "10.0.0.1")
                .containsEntry("ints", Arrays.asList(1L, null, 3L))
                .containsEntry("texts", Arrays.asList("가,나", null, "\"q\""))
                .containsEntry("nums", Arrays.asList(new BigDecimal("1.5"), null))
                .containsEntry("nested", List.of(List.of(1L), List.of(2L, 3L)))
                .containsEntry("days", Arrays.asList(LocalDate.of(2021, 1, 1), null))
                .containsEntry("moments", List.of(LocalDateTime.of(2021, 1, 1, 2, 0)))
                .containsEntry("instants", List.of(OffsetDateTime.parse("2021-01-01T02:00:00Z")))
                .containsEntry("bytes", "00ff10")
                .containsEntry("span", "1 00:00:00.000")
                .containsEntry("nothing", null);
        assertThat(frame.column("doc").type()).isEqualTo(ColumnType.JSON);
        assertThat(frame.column("ints").type()).isEqualTo(ColumnType.LIST);
        assertThat(frame.column("money").type()).isEqualTo(ColumnType.DECIMAL);
    }

    @Test
    void takesThePeriodForLocalTimeOfTheProject() throws SQLException {
        execute("create table moments as select * from (values timestamp '2021-10-24 14:59:59 UTC',"
                + " timestamp '2021-10-24 15:00:00 UTC', timestamp '2021-10-31 14:59:59 UTC',"
                + " timestamp '2021-10-31 15:00:00 UTC') t (at)");
        Frame frame = query("select count(*) as n from moments where at >= :period_start and at < :period_end");
        assertThat(frame.column("n").get(0)).isEqualTo(2L);
    }

    @Test
    void cutsByColumnsOfFixedLengthAndOfIds() throws Exception {
        String id = "123e4567-e89b-12d3-a456-426655440000";
        execute("create table events as select cast('ab' as char(5)) as code, uuid '" + id + "' as id, 7 as v");
        project.sites("ab\n" + id);
        project.dataset("codes", "db", "code", "select code, v from events");
        project.dataset("ids", "db", "id", "select id, v from events");
        project.report("```sql q\nselect (select sum(v) from codes) as c, (select sum(v) from ids) as i\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.row(TestProject.frame(engine, "ab", "q"))).containsExactly(7L, "NULL");
            assertThat(TestProject.row(TestProject.frame(engine, id, "q"))).containsExactly("NULL", 7L);
            assertBatchIsLikeSingle(engine);
        }
    }

    @Test
    void showsWhereAnUnknownColumnStands() throws Exception {
        table("events", "site int, v int", List.of("1, 10"));
        Problem first = refused("select 'w' as t, vv from events");
        assertThat(first.code()).isEqualTo(ProblemCode.UNKNOWN_COLUMN);
        assertThat(first.message()).isEqualTo("query 'q' reads vv, which is no column of its tables");
        assertThat(first.span().line()).isEqualTo(7);
        assertThat(first.span().column()).isEqualTo(18);
        Problem later = refused("select v\nfrom events e\nwhere 'it''s' <> 'vv' and\n   e.ww = :site");
        assertThat(later.code()).isEqualTo(ProblemCode.UNKNOWN_COLUMN);
        assertThat(later.span().line()).isEqualTo(10);
        Problem table = refused("select v\nfrom evnts");
        assertThat(table.code()).isEqualTo(ProblemCode.BAD_SQL);
        assertThat(table.span().line()).isEqualTo(8);
        assertThat(table.span().column()).isEqualTo(6);
        Problem syntax = refused("select v\nfrom events\nwhere where v = 1");
        assertThat(syntax.code()).isEqualTo(ProblemCode.BAD_SQL);
        assertThat(syntax.span().line()).isEqualTo(9);
        assertThat(syntax.span().column()).isEqualTo(7);
    }

    @Test
    void showsWhereAnUnknownColumnStandsInADataset() throws Exception {
        table("events", "site int, v int", List.of("1, 10"));
        project.sites("1\n2");
        project.dataset("mine", "db", "site", "select site,\n  vv\nfrom events");
        project.report("```sql q\nselect count(*) as n from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            Problem problem = TestProject.problem(engine, "1");
            assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_COLUMN);
            assertThat(problem.toString()).startsWith("datasets/mine.sql:4:3 ");
        }
    }

    @Test
    void hidesValuesInItsMessages() {
        Problem problem = refused("select cast(v as int) as v from (values 'kim@' || 'example.com') t (v)");
        assertThat(problem.code()).isEqualTo(ProblemCode.QUERY_FAILED);
        assertThat(problem.message()).contains("Cannot cast").doesNotContain("kim@");
    }

    @Test
    void endsAQueryThatNeverEnds() throws Exception {
        project.limits("{ query-time: 3s }");
        Problem problem = assertFails(project, marked(NEVER), ProblemCode.TOO_SLOW, FailureClass.RESOURCES);
        assertThat(problem.message()).isEqualTo("query 'q' ran longer than 3 s");
        assertNothingRuns();
    }

    @Test
    void stopsReadingMoreRowsThanAResultMayHave() {
        project.limits("{ site-rows: 20000 }");
        Problem problem = assertFails(project, marked(MANY_ROWS), ProblemCode.TOO_MANY_ROWS, FailureClass.RESOURCES);
        assertThat(problem.message()).isEqualTo("query 'q' gives more than 20000 rows");
        assertNothingRuns();
    }

    @Test
    void endsWhatRunsWhenItIsClosed() throws InterruptedException {
        project.report("```sql q source=db\n" + marked(NEVER) + "\n```\n");
        AtomicReference<List<Problem>> result = new AtomicReference<>(List.of());
        ReportEngine engine = project.open();
        Thread caller = Thread.ofPlatform()
                .start(() -> result.set(TestProject.page(engine, "a").problems()));
        Eventually.is("the query runs at the server", () -> running() == 1 && EngineProbe.busy(engine) > 0);
        engine.close();
        caller.join();
        assertThat(result.get()).extracting(Problem::code).containsExactly(ProblemCode.CANCELLED);
        assertNothingRuns();
    }

    @Test
    void saysThatItCanNotBeReached() {
        TestProject nowhere = project(folder.resolve("nowhere"), 1);
        Problem problem = assertFails(nowhere, "select 1 as v", ProblemCode.SOURCE_UNAVAILABLE, FailureClass.EXTERNAL);
        assertThat(problem.message()).isEqualTo("source 'db' can't be reached: Connection refused");
        assertThat(problem.span().source().path()).isEqualTo("broadsheet.yaml");
    }

    /// The driver asks again and again until the query's time is over: whether the server is slow or gone is not told.
    @Test
    void endsWithItsTimeWhenTheServerGoesAwayOrStalls() throws IOException {
        for (Gate.Then then : Gate.Then.values()) {
            try (Gate gate = new Gate(TrinoServer.shared().port(), 1_000_000, then)) {
                TestProject gone = project(folder.resolve(then.name()), gate.port());
                assertThat(fails(gone.limits("{ query-time: 3s }"), MANY_ROWS).code())
                        .as(then.name())
                        .isIn(ProblemCode.SOURCE_LOST, ProblemCode.SOURCE_UNAVAILABLE, ProblemCode.TOO_SLOW);
            }
        }
    }

    private static Problem assertFails(TestProject project, String sql, ProblemCode code, FailureClass failureClass) {
        Problem problem = fails(project, sql);
        assertThat(problem.code()).as(problem.message()).isEqualTo(code);
        assertThat(problem.code().failureClass()).isEqualTo(failureClass);
        return problem;
    }

    /// One query fails, and then another one is answered by the same engine, with nothing left open.
    private static Problem fails(TestProject project, String sql) {
        project.report("bad", "", "```sql q source=db\n" + sql + "\n```\n");
        project.report("```sql q\nselect 1 as v\n```\n");
        try (ReportEngine engine = project.open()) {
            var problems = engine.render(RenderRequest.of("bad", "a", TestProject.ISSUE))
                    .problems();
            assertThat(problems).hasSize(1);
            assertThat(TestProject.frame(engine, "q").rowCount()).isEqualTo(1);
            Leftovers.assertNone(engine);
            return problems.getFirst();
        }
    }

    /// The query with this test's own mark, by which the server's list shows it.
    private String marked(String sql) {
        return sql.replace("/* mark */", "/* " + schema + " */");
    }

    private void assertNothingRuns() {
        Eventually.is("the server has ended the query", () -> running() == 0);
    }

    private int running() throws SQLException {
        try (Connection connection = TrinoServer.shared().connect(schema);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from system.runtime.queries"
                        + " where state not in ('FINISHED', 'FAILED') and query like '%/* " + schema + " */%'"
                        + " and query not like '%system.runtime%'")) {
            count.next();
            return count.getInt(1);
        }
    }
}

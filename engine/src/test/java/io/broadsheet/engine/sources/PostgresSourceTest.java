package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresSourceTest extends SourceSuite {
    @Override
    String source() {
        return "db";
    }

    @Override
    TestProject begin(Path at) throws SQLException {
        try (Connection connection = PostgresServer.shared().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade; create schema public");
        }
        return new TestProject(at)
                .db("{ url: \"" + PostgresServer.shared().url("postgres") + "\", user: postgres, tenants: one }");
    }

    @Override
    void table(String name, String columns, List<String> rows) throws SQLException {
        execute("create table " + name + " (" + columns + ")");
        execute("insert into " + name + " values (" + String.join("), (", rows) + ")");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = PostgresServer.shared().connect("postgres");
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
        return "select repeat('x', " + characters + ") as v";
    }

    @Test
    void takesItsTypesUnharmed() throws SQLException {
        execute("create type mood as enum ('기쁨', 'sad')");
        execute("""
                create table types (t1 smallint, t2 int, t3 bigint, flag boolean, money numeric(38,10), free numeric,
                  f real, d double precision, nan double precision, inf double precision, day date, late date,
                  clock time, moment timestamp, at timestamptz, word char(5), doc json, docb jsonb, id uuid,
                  ints int[], texts text[], nums numeric[], choice mood, bytes bytea, b8 bit(8), span interval)""");
        execute("""
                insert into types values (-32768, 2147483647, -9223372036854775808, true,
                  1234567890123456789012345678.0123456789, 1.25, 1.5, 0.1, 'NaN', '-Infinity', '0001-01-01', '9999-12-31',
                  '23:59:59.123456', '2021-03-14 02:30:00.123456', '2021-03-14 02:30:00-05', 'ab', '{"a": [1, "한"]}',
                  '{"b": null}', '123e4567-e89b-12d3-a456-426655440000', '{1,null,3}', '{"가,나",null,"\\"q\\""}',
                  '{1.5,null}', '기쁨', '\\x00ff10', '01010101', '1 day 02:00')""");
        Frame frame = query("select * from types");
        assertThat(firstRow(frame))
                .containsEntry("t1", -32768L)
                .containsEntry("t2", 2147483647L)
                .containsEntry("t3", Long.MIN_VALUE)
                .containsEntry("flag", true)
                .containsEntry("money", new BigDecimal("1234567890123456789012345678.0123456789"))
                .containsEntry("free", new BigDecimal("1.250000000000"))
                .containsEntry("f", 1.5)
                .containsEntry("d", 0.1)
                .containsEntry("nan", Double.NaN)
                .containsEntry("inf", Double.NEGATIVE_INFINITY)
                .containsEntry("day", LocalDate.of(1, 1, 1))
                .containsEntry("late", LocalDate.of(9999, 12, 31))
                .containsEntry("clock", LocalTime.of(23, 59, 59, 123456000))
                .containsEntry("moment", LocalDateTime.of(2021, 3, 14, 2, 30, 0, 123456000))
                .containsEntry("at", OffsetDateTime.parse("2021-03-14T16:30:00+09:00"))
                .containsEntry("word", "ab")
                .containsEntry("doc", "{\"a\": [1, \"한\"]}")
                .containsEntry("docb", "{\"b\": null}")
                .containsEntry("id", "123e4567-e89b-12d3-a456-426655440000")
                .containsEntry("ints", java.util.Arrays.asList(1L, null, 3L))
                .containsEntry("texts", java.util.Arrays.asList("가,나", null, "\"q\""))
                .containsEntry("nums", java.util.Arrays.asList(new BigDecimal("1.500000000000"), null))
                .containsEntry("choice", "기쁨")
                .containsEntry("bytes", "00ff10")
                .containsEntry("b8", "01010101")
                .containsEntry("span", "1 day 02:00:00");
        assertThat(frame.column("docb").type()).isEqualTo(ColumnType.JSON);
        assertThat(frame.column("ints").type()).isEqualTo(ColumnType.LIST);
    }

    @Test
    void takesMomentsAcrossDaylightSaving() throws SQLException {
        execute("create table moments (n int, seen timestamptz)");
        execute("insert into moments values (1, '2021-11-07 05:30:00Z'), (2, '2021-11-07 06:30:00Z'),"
                + " (3, '2021-03-14 06:59:59Z'), (4, '2021-03-14 07:00:00Z')");
        project.sites("a|America/New_York");
        project.dataset("mine", "db", "site", "select 'a' as site, n, seen from moments");
        project.report("```sql q\nselect n, seen, strftime(seen, '%H:%M') as shown from mine order by n\n```");
        try (var engine = project.open()) {
            Frame frame = TestProject.frame(engine, "q");
            assertThat(frame.column("seen").values())
                    .containsExactly(
                            OffsetDateTime.parse("2021-11-07T01:30:00-04:00"),
                            OffsetDateTime.parse("2021-11-07T01:30:00-05:00"),
                            OffsetDateTime.parse("2021-03-14T01:59:59-05:00"),
                            OffsetDateTime.parse("2021-03-14T03:00:00-04:00"));
            assertThat(frame.column("shown").values()).containsExactly("01:30", "01:30", "01:59", "03:00");
            assertBatchIsLikeSingle(engine);
        }
    }

    @Test
    void takesThePeriodForLocalTimeOfTheProject() throws SQLException {
        execute("create table moments (at timestamptz)");
        execute(
                "insert into moments values ('2021-10-24 14:59:59Z'), ('2021-10-24 15:00:00Z'), ('2021-10-31 14:59:59Z'),"
                        + " ('2021-10-31 15:00:00Z')");
        Frame frame = query("select count(*) as n from moments where at >= :period_start and at < :period_end");
        assertThat(frame.column("n").get(0)).isEqualTo(2L);
    }

    @Test
    void takesSumsOfDecimals() {
        assertValue("sum(cast(2 as bigint))", ColumnType.DECIMAL, new BigDecimal("2.000000000000"));
        assertValue("cast(1.5 as numeric(10,2))", ColumnType.DECIMAL, new BigDecimal("1.50"));
    }

    @Test
    void saysWhichColumnHasNoPlaceHere() {
        for (String value : List.of("1e30::numeric", "'infinity'::date", "'infinity'::timestamptz")) {
            Problem problem = refused("select 1 as fine, " + value + " as far");
            assertThat(problem.code()).as(value).isEqualTo(ProblemCode.QUERY_FAILED);
            assertThat(problem.message())
                    .isEqualTo("query 'q' gives a value that can't be taken from source 'db', in column 'far'");
        }
    }

    @Test
    void isReadOnly() throws SQLException {
        execute("create table kept (v int)");
        execute("insert into kept values (1)");
        assertThat(refused("with gone as (delete from kept returning v) select v from gone")
                        .code())
                .isEqualTo(ProblemCode.REFUSED_SQL);
        assertThat(query("select v from kept").rowCount()).isEqualTo(1);
    }

    @Test
    void hidesValuesInItsMessages() {
        Problem problem = refused("select cast('kim@example.com' || left(version(), 0) as int) as v");
        assertThat(problem.code()).isEqualTo(ProblemCode.QUERY_FAILED);
        assertThat(problem.message()).doesNotContain("kim@");
    }
}

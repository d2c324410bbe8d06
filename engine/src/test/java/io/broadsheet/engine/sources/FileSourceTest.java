package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileSourceTest extends SourceSuite {
    @Override
    String source() {
        return "files";
    }

    @Override
    TestProject begin(Path at) {
        return new TestProject(at).files("{ path: data, tenants: one }");
    }

    String format() {
        return "parquet";
    }

    @Override
    void table(String name, String columns, List<String> rows) throws SQLException {
        write(name, "create table made (" + columns + "); insert into made values (" + String.join("), (", rows) + ")");
    }

    private void write(String name, String making) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(making);
            statement.execute("copy made to '" + folder.resolve("data/" + name + "." + format()) + "'");
        }
    }

    @Override
    String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    String bigCell(int characters) {
        // The gate lets nobody repeat so often.
        try {
            table("big", "v varchar", List.of("repeat('x', " + characters + ")"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "select v from big";
    }

    @Test
    void takesTheTypesOfParquetUnharmed() throws SQLException {
        write("types", """
                create table made as select 18446744073709551615::ubigint as u, (-128)::tinyint as t, 1.0123456789::decimal(38,10) as money,
                  'nan'::double as nan, '-inf'::float as inf, date '0001-01-01' as day, date '9999-12-31' as late,
                  time '23:59:59.123456' as clock, timestamp '2021-03-14 02:30:00.123456' as moment,
                  timestamp_ns '2021-03-14 02:30:00.123456789' as fine,
                  timestamptz '2021-03-14 02:30:00-05' as seen, true as flag, [1, null, 3] as list,
                  {'a': 1, 'b': ['x']} as pair, map {'k': 1.5} as dict, '{"a": 1}'::json as doc,
                  '\\x00\\xFF\\x10'::blob as bytes, '123e4567-e89b-12d3-a456-426655440000'::uuid as id,
                  '가'::enum('가','나') as choice, interval 90 minute as span, '' as empty, null::int as nothing,
                  [[1],[2,3]] as nested, [date '2021-01-01'] as days""");
        Frame frame = query("select * from types");
        assertThat(firstRow(frame))
                .containsEntry("u", new BigInteger("18446744073709551615"))
                .containsEntry("t", -128L)
                .containsEntry("money", new BigDecimal("1.0123456789"))
                .containsEntry("nan", Double.NaN)
                .containsEntry("inf", Double.NEGATIVE_INFINITY)
                .containsEntry("day", LocalDate.of(1, 1, 1))
                .containsEntry("late", LocalDate.of(9999, 12, 31))
                .containsEntry("clock", LocalTime.of(23, 59, 59, 123456000))
                .containsEntry("moment", LocalDateTime.of(2021, 3, 14, 2, 30, 0, 123456000))
                .containsEntry("fine", LocalDateTime.of(2021, 3, 14, 2, 30, 0, 123456789))
                .containsEntry("seen", OffsetDateTime.parse("2021-03-14T16:30:00+09:00"))
                .containsEntry("flag", true)
                .containsEntry("list", Arrays.asList(1L, null, 3L))
                .containsEntry("pair", Map.of("a", 1L, "b", List.of("x")))
                .containsEntry("dict", Map.of("k", new BigDecimal("1.5")))
                .containsEntry("doc", "{\"a\": 1}")
                .containsEntry("bytes", "00ff10")
                .containsEntry("id", "123e4567-e89b-12d3-a456-426655440000")
                .containsEntry("choice", "가")
                .containsEntry("span", "01:30:00")
                .containsEntry("empty", "")
                .containsEntry("nothing", null)
                .containsEntry("nested", List.of(List.of(1L), List.of(2L, 3L)))
                .containsEntry("days", List.of(LocalDate.of(2021, 1, 1)));
        assertThat(frame.column("doc").type()).isEqualTo(ColumnType.JSON);
        assertThat(frame.column("bytes").type()).isEqualTo(ColumnType.BINARY);
        assertThat(frame.column("seen").type()).isEqualTo(ColumnType.INSTANT);
    }

    @Test
    void takesSumsOfDecimalsAndOfBigIntegers() throws SQLException {
        table("t", "d decimal(38,10), b bigint", List.of("0.1, 9223372036854775807", "0.2, 1"));
        Frame frame = query("select sum(d) as d, sum(b) as b, sum(1) as n from t");
        assertThat(TestProject.row(frame))
                .containsExactly(new BigDecimal("0.3000000000"), new BigInteger("9223372036854775808"), 2L);
    }

    @Test
    void countsDaysWithAnIntegerParameter() throws SQLException {
        table("events", "site varchar, day date", List.of("'a', date '2021-10-11'"));
        project.dataset("mine", "files", "site", "select * from events");
        project.file("shared/m.sql", "create macro back(n) as table select date '2021-11-01' - 7 * n as day;\n");
        project.report("r", "params: { weeks: { type: integer, default: 3 } }\nuse: [back from shared/m.sql]\n", """
                ```sql q
                select (select max(day) from mine where day = date '2021-11-01' - 7 * :weeks) as read, date '2021-11-01' - 7 * :weeks as here,
                  (select day from back(:weeks)) as macro, (select day from files) as files,
                  typeof(:weeks) as type, 3000000000 + :weeks as big
                ```

                ```sql files source=files
                select date '2021-11-01' - 7 * :weeks as day
                ```
                """);
        LocalDate day = LocalDate.of(2021, 10, 11);
        try (io.broadsheet.engine.ReportEngine engine = project.open()) {
            assertThat(TestProject.row(TestProject.frame(engine, "q")))
                    .containsExactly(day, day, day, day, "INTEGER", 3_000_000_003L);
        }
    }
}

package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.ProblemCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbSourceTest extends SourceSuite {
    @Override
    String source() {
        return "db";
    }

    @Override
    TestProject begin(Path at) throws SQLException {
        MariaDbServer.shared().schema("suite").close();
        return new TestProject(at)
                .db("{ url: \"" + MariaDbServer.shared().url("suite") + "\", user: root, tenants: one }");
    }

    @Override
    void table(String name, String columns, List<String> rows) throws SQLException {
        execute("create table " + name + " (" + columns + ")");
        execute("insert into " + name + " values (" + String.join("), (", rows) + ")");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = MariaDbServer.shared().connect("suite");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    String quoted(String identifier) {
        return "`" + identifier + "`";
    }

    @Override
    String timestampType() {
        return "datetime";
    }

    @Override
    String bigCell(int characters) {
        return "select repeat('x', " + characters + ") as v";
    }

    @Override
    String literal(String text) {
        return super.literal(text.replace("\\", "\\\\"));
    }

    @Test
    void takesItsTypesUnharmed() throws SQLException {
        execute("""
                create table types (t1 tinyint, t2 smallint unsigned, t3 mediumint, t4 int unsigned, t5 bigint,
                  t6 bigint unsigned, flag tinyint(1), b1 bit(1), b9 bit(9), money decimal(38,10), small decimal(9,2),
                  f float, d double, y year, day date, late date, clock time(6), moment datetime(6), stamp timestamp null,
                  word char(5), long_text longtext, choice enum('가','나'), choices set('a','b'), doc json, bytes blob,
                  fixed binary(3), id uuid)""");
        execute("""
                insert into types values (-128, 65535, -8388608, 4294967295, -9223372036854775808, 18446744073709551615,
                  1, b'1', b'100000001', 1234567890123456789012345678.0123456789, -1234567.89, 1.5, 0.1, 2021,
                  '0001-01-01', '9999-12-31', '23:59:59.123456', '2021-03-14 02:30:00.123456', '2021-03-14 02:30:00',
                  'ab', 'x', '나', 'a,b', '{"a": [1, "한"]}', x'00ff10', x'010203', '123e4567-e89b-12d3-a456-426655440000')""");
        Frame frame = query("select * from types");
        assertThat(firstRow(frame))
                .containsEntry("t1", -128L)
                .containsEntry("t2", 65535L)
                .containsEntry("t3", -8388608L)
                .containsEntry("t4", 4294967295L)
                .containsEntry("t5", Long.MIN_VALUE)
                .containsEntry("t6", new BigInteger("18446744073709551615"))
                .containsEntry("flag", true)
                .containsEntry("b1", true)
                .containsEntry("b9", "0101")
                .containsEntry("money", new BigDecimal("1234567890123456789012345678.0123456789"))
                .containsEntry("small", new BigDecimal("-1234567.89"))
                .containsEntry("f", 1.5)
                .containsEntry("d", 0.1)
                .containsEntry("y", 2021L)
                .containsEntry("day", LocalDate.of(1, 1, 1))
                .containsEntry("late", LocalDate.of(9999, 12, 31))
                .containsEntry("clock", LocalTime.of(23, 59, 59, 123456000))
                .containsEntry("moment", LocalDateTime.of(2021, 3, 14, 2, 30, 0, 123456000))
                .containsEntry("stamp", LocalDateTime.of(2021, 3, 14, 2, 30))
                .containsEntry("word", "ab")
                .containsEntry("choice", "나")
                .containsEntry("choices", "a,b")
                .containsEntry("doc", "{\"a\": [1, \"한\"]}")
                .containsEntry("bytes", "00ff10")
                .containsEntry("fixed", "010203")
                .containsEntry("id", "123e4567-e89b-12d3-a456-426655440000");
        assertThat(frame.column("money").type()).isEqualTo(ColumnType.DECIMAL);
        assertThat(frame.column("doc").type()).isEqualTo(ColumnType.JSON);
        assertThat(frame.column("bytes").type()).isEqualTo(ColumnType.BINARY);
    }

    @Test
    void takesSumsAndAveragesOfDecimals() {
        assertValue(
                "(select sum(v) from (select cast(1234567890123456789012345678.0123456789 as decimal(38,10)) as v"
                        + " union all select 0.0000000001) x)",
                ColumnType.DECIMAL,
                new BigDecimal("1234567890123456789012345678.0123456790"));
        assertValue("sum(2)", ColumnType.DECIMAL, new BigDecimal("2"));
        assertValue("avg(2.5)", ColumnType.DECIMAL, new BigDecimal("2.50000"));
    }

    @Test
    void takesZeroDatesForNull() throws SQLException {
        execute("create table zeros (d date, t datetime)");
        execute(
                "set sql_mode = ''; insert into zeros values ('0000-00-00', '0000-00-00 00:00:00'), ('2021-01-01', now())");
        Frame frame = query("select * from zeros where d = '0000-00-00'");
        assertThat(frame.column("d").get(0)).isNull();
        assertThat(frame.column("t").get(0)).isNull();
    }

    @Test
    void takesTextOfOtherCharacterSets() throws SQLException {
        execute("create table old (k varchar(10) character set euckr, l varchar(10) character set latin1)");
        execute("insert into old values ('한글', 'café')");
        assertThat(TestProject.row(query("select * from old"))).containsExactly("한글", "café");
    }

    @Test
    void isReadOnly() throws SQLException {
        execute("create table kept (v int)");
        execute("insert into kept values (1)");
        execute("create or replace function wipe() returns int begin delete from kept; return 1; end");
        assertThat(refused("select wipe() as v").code()).isEqualTo(ProblemCode.REFUSED_SQL);
        assertThat(query("select v from kept").rowCount()).isEqualTo(1);
    }
}

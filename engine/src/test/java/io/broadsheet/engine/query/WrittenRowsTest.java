package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrittenRowsTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static final List<String> BITS = List.of(
            "a", "\"", "'", "\\", ",", " ", "[", "]", "{", "}", "(", ")", "NULL", "null", "\n", "\t", "\r", ":", "=",
            "가", "😀", "\\n", "1", "true", "\u0001", "\u00a0", "e\u0301", "$1", "?");

    @Test
    void textsComeBackAsTheyWere() throws SQLException {
        Random random = new Random(7);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table t (n bigint, \"a \"\" name\" varchar)");
            for (int n = 0; n < 2000; n++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(5); i > 0; i--) {
                    text.append(BITS.get(random.nextInt(BITS.size())));
                }
                String value = random.nextInt(20) == 0 ? "null" : DuckDb.quoted(text.toString());
                statement.execute("insert into t values (" + n + ", " + value + ")");
            }
        }
        assertSame("t");
    }

    @Test
    void numbersDatesAndMomentsComeBackAsTheyWere() throws SQLException {
        run("create table t as select random() / (random() + 1e-300) * power(10, (range % 600) - 300) as d, "
                + "range * 7919 - 9223372036854775807 as i, range % 3 = 0 as b, date '0001-01-01' + range::int as e, "
                + "timestamp '1999-12-31 23:59:59.999999' + interval (range) second as t from range(3000)");
        run("insert into t values ('nan', null, null, null, null), ('-inf', 9223372036854775807, true, "
                + "'9999-12-31', '9999-12-31 00:00'), (-0.0, 0, false, null, null), (5e-324, null, null, null, null), "
                + "(1.7976931348623157e308, null, null, null, null)");
        assertSame("t");
    }

    @Test
    void noRowsHaveTheirTypes() throws SQLException {
        run("create table t (a bigint, b varchar, c date)");
        assertSame("t");
    }

    @Test
    void countsRowsWhereNoColumnIsAsked() throws SQLException {
        run("create table t as select range as a, 'x' as b from range(7)");
        run("create view v as " + WrittenRows.of(connection, "t").orElseThrow());
        assertThat(rows("select count(*) from v")).containsExactly("7");
        assertThat(rows("select 1 from v where a > 4")).containsExactly("1", "1");
    }

    @Test
    void whatHasNoPlainTextIsNotWritten() throws SQLException {
        for (String value : List.of(
                "'infinity'::date",
                "'0044-03-15 (BC)'::date",
                "'-infinity'::timestamp",
                "1.5::decimal(9, 2)",
                "now()",
                "[1]",
                "'12:00'::time",
                "1::hugeint")) {
            assertThat(WrittenRows.of(connection, "(select " + value + " as v)"))
                    .as(value)
                    .isEmpty();
        }
    }

    private void assertSame(String table) throws SQLException {
        run("create view v as " + WrittenRows.of(connection, table).orElseThrow());
        assertThat(rows("select column_name, column_type from (describe v)"))
                .isEqualTo(rows("select column_name, column_type from (describe " + table + ")"));
        assertThat(rows("select * from v")).isEqualTo(rows("select * from " + table));
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i > 1 ? "|" : "").append(result.getObject(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private void run(String sql) {
        DuckDb.run(connection, sql);
    }
}

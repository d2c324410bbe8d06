package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SqlGateTest {
    private static final SqlGate GATE = SqlGate.open();
    private static final SqlGate.Scope SCOPE =
            new SqlGate.Scope(List.of("visits", "Weekly", "주간"), List.of("last_weeks"));

    @AfterAll
    static void close() {
        GATE.close();
    }

    private record Checked(Optional<Set<String>> reads, List<Problem> problems) {}

    private static Checked check(String sql) {
        Problems problems = new Problems();
        SqlText text = SqlText.parseSingle(Snippet.of(SourceText.of("a.sql", sql)), SqlDialect.DUCKDB, problems);
        Optional<Set<String>> reads =
                text.isBroken() ? Optional.empty() : GATE.check(text.bind(ParameterStyle.NUMBERED), SCOPE, problems);
        return new Checked(problems.hasErrors() ? Optional.empty() : reads, problems.list());
    }

    private static void assertReads(String sql, String... tables) {
        Checked checked = check(sql);
        assertThat(checked.problems()).as(sql).isEmpty();
        assertThat(checked.reads().orElseThrow()).as(sql).containsExactlyInAnyOrder(tables);
    }

    /// @param word what the first problem points at
    private static void assertRefused(String sql, ProblemCode code, String word) {
        Checked checked = check(sql);
        assertThat(checked.reads()).as(sql).isEmpty();
        assertThat(checked.problems()).as(sql).isNotEmpty();
        Problem first = checked.problems().getFirst();
        assertThat(first.code()).as(sql + "\n" + first).isEqualTo(code);
        assertThat(first.span().text()).as(sql + "\n" + first).isEqualToIgnoringCase(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'x.db' AS x",
                "attach ':memory:'",
                "DETACH visits",
                "COPY visits TO '/tmp/x'",
                "copy (select 1) to 'x.csv'",
                "SET threads = 8",
                "RESET threads",
                "SET VARIABLE x = 1",
                "SET search_path = 'x'",
                "PRAGMA database_list",
                "CALL pragma_version()",
                "INSTALL httpfs",
                "LOAD httpfs",
                "EXPORT DATABASE '/tmp/x'",
                "IMPORT DATABASE '/tmp/x'",
                "CREATE TABLE x AS SELECT 1",
                "create temp macro f() as 1",
                "CREATE SECRET s (type s3)",
                "INSERT INTO visits VALUES (1)",
                "UPDATE visits SET visitors = 1",
                "DELETE FROM visits",
                "TRUNCATE visits",
                "ALTER TABLE visits ADD COLUMN x int",
                "DROP TABLE visits",
                "VACUUM",
                "CHECKPOINT",
                "BEGIN",
                "COMMIT",
                "EXPLAIN SELECT 1",
                "EXPLAIN ANALYZE SELECT 1",
                "PREPARE q AS SELECT 1",
                "EXECUTE q",
                "USE memory",
                "COMMENT ON TABLE visits IS 'x'"
            })
    void refusesEveryStatementButSelect(String sql) {
        String word = sql.substring(0, sql.indexOf(' ') < 0 ? sql.length() : sql.indexOf(' '));
        assertRefused("-- a comment\n  /* another */ " + sql, ProblemCode.REFUSED_SQL, word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select 1 from visits; select 2 | SEVERAL_STATEMENTS | select",
                "select 1; drop table visits | SEVERAL_STATEMENTS | drop",
                "with x as (select 1) insert into visits select * from x | REFUSED_SQL | insert",
                "pivot visits on channel using sum(visitors) | REFUSED_SQL | pivot",
                "select * from (pivot visits on channel using sum(visitors)) | REFUSED_SQL | select",
                "select * from read_csv('/etc/passwd') | REFUSED_SQL | read_csv",
                "select * from read_csv_auto('x') | REFUSED_SQL | read_csv_auto",
                "select * from READ_PARQUET('x') | REFUSED_SQL | read_parquet",
                "select * from read_text('/etc/passwd') | REFUSED_SQL | read_text",
                "select * from read_blob('/etc/passwd') | REFUSED_SQL | read_blob",
                "select * from read_json('x') | REFUSED_SQL | read_json",
                "select * from glob('/*') | REFUSED_SQL | glob",
                "select * from sniff_csv('x') | REFUSED_SQL | sniff_csv",
                "select * from parquet_schema('x') | REFUSED_SQL | parquet_schema",
                "select * from '/etc/passwd' | REFUSED_SQL | '/etc/passwd'",
                "select * from 'visits.csv' | REFUSED_SQL | 'visits.csv'",
                "select * from 'https://example.com/x.parquet' | REFUSED_SQL | 'https://example.com/x.parquet'",
                "select * from duckdb_settings() | REFUSED_SQL | duckdb_settings",
                "select * from duckdb_settings | REFUSED_SQL | duckdb_settings",
                "select * from \"duckdb_tables\"() | REFUSED_SQL | \"",
                "select * from DuckDB_Secrets() | REFUSED_SQL | duckdb_secrets",
                "select * from duckdb_variables() | REFUSED_SQL | duckdb_variables",
                "select * from pragma_database_size() | REFUSED_SQL | pragma_database_size",
                "select * from query('select 1') | REFUSED_SQL | query",
                "select * from query_table('visits') | REFUSED_SQL | query_table",
                "select * from broadsheet_rows(1) | REFUSED_SQL | broadsheet_rows",
                "select * from \"broadsheet_rows\"(1) | REFUSED_SQL | \"",
                "select * from summary(visits) | REFUSED_SQL | summary",
                "select * from repeat(1, 1000000000000) | REFUSED_SQL | repeat",
                "select * from json_execute_serialized_sql('x') | REFUSED_SQL | json_execute_serialized_sql",
                "select * from information_schema.tables | REFUSED_SQL | information_schema",
                "select * from pg_catalog.pg_tables | REFUSED_SQL | pg_catalog",
                "select * from sqlite_master | REFUSED_SQL | sqlite_master",
                "select * from main.visits | UNKNOWN_TABLE | main",
                "select * from memory.main.visits | UNKNOWN_TABLE | memory",
                "select * from temp.visits | UNKNOWN_TABLE | temp",
                "select * from other | UNKNOWN_TABLE | other",
                "select * from visits, other | UNKNOWN_TABLE | other",
                "select (select max(x) from other) | UNKNOWN_TABLE | other",
                "select * from visits where exists (from other) | UNKNOWN_TABLE | other",
                "select list_transform([1], lambda x: (select max(y) from other)) | UNKNOWN_TABLE | other",
                "show tables | REFUSED_SQL | show",
                "describe visits | REFUSED_SQL | describe",
                "summarize visits | REFUSED_SQL | summarize",
                "select * from (describe visits) | REFUSED_SQL | select",
                "select random() | REFUSED_SQL | random",
                "select main.random() | REFUSED_SQL | main",
                "select \"RANDOM\"() | REFUSED_SQL | \"",
                "select uuid() | REFUSED_SQL | uuid",
                "select now() | REFUSED_SQL | now",
                "select today() | REFUSED_SQL | today",
                "select current_date | REFUSED_SQL | current_date",
                "select current_timestamp | REFUSED_SQL | current_timestamp",
                "select age(timestamp '2020-01-01') | REFUSED_SQL | age",
                "select ago(interval 1 day) | REFUSED_SQL | ago",
                "select nextval('s') | REFUSED_SQL | nextval",
                "select pg_sleep(9) | REFUSED_SQL | pg_sleep",
                "select sleep_ms(9) | REFUSED_SQL | sleep_ms",
                "select write_log('x') | REFUSED_SQL | write_log",
                "select current_setting('threads') | REFUSED_SQL | current_setting",
                "select current_query() | REFUSED_SQL | current_query",
                "select current_schemas(true) | REFUSED_SQL | current_schemas",
                "select error('x') | REFUSED_SQL | error",
                "select getenv('HOME') | REFUSED_SQL | getenv",
                "select repeat('x', 2000000000) | REFUSED_SQL | repeat",
                "select repeat('x', visitors) from visits | REFUSED_SQL | repeat",
                "select repeat('x', 1_0000) | REFUSED_SQL | repeat",
                "select lpad('x', 1000000000, 'y') | REFUSED_SQL | lpad",
                "select rpad('x', 99999, 'y') | REFUSED_SQL | rpad",
                "select list_resize([1], 1000000000) | REFUSED_SQL | list_resize",
                "select len(range(0, 2000000000)) | REFUSED_SQL | range",
                "select unnest(generate_series(1, visitors)) from visits | REFUSED_SQL | generate_series",
                "select format('{:1000000000}', 1) | REFUSED_SQL | format",
                "select printf('%1000000000d', 1) | REFUSED_SQL | printf",
                "select printf('%*d', 1000000000, 1) | REFUSED_SQL | printf",
                "select printf(channel, 1) from visits | REFUSED_SQL | printf",
                "select * from visits using sample 10 | REFUSED_SQL | select",
                "select * from visits tablesample 10% (bernoulli) | REFUSED_SQL | visits",
            })
    void refusesByNameAndPlace(String sql, ProblemCode code, String word) {
        assertRefused(sql, code, word);
    }

    @Test
    void refusesSystemTablesUnderNamesOfOtherScopes() {
        assertRefused(
                "with a as (from duckdb_settings), duckdb_settings as (select 1) from a",
                ProblemCode.REFUSED_SQL,
                "duckdb_settings");
        assertRefused(
                "with duckdb_settings as (select * from duckdb_settings) from duckdb_settings",
                ProblemCode.REFUSED_SQL,
                "duckdb_settings");
        assertRefused(
                "select * from (with other as (select 1) select * from other) a, other",
                ProblemCode.UNKNOWN_TABLE,
                "other");
        assertRefused(
                "select (with other as (select 1 x) select x from other) from other",
                ProblemCode.UNKNOWN_TABLE,
                "other");
        assertRefused(
                "with recursive a as (select 1 union all select * from b), b as (select 2) from a",
                ProblemCode.UNKNOWN_TABLE,
                "b");
    }

    @Test
    void takesWhatReportsNeed() {
        assertReads("select * from visits", "visits");
        assertReads("FROM visits", "visits");
        assertReads("from VISITS select channel", "visits");
        assertReads("select * from weekly join \"Visits\" using (week)", "weekly", "visits");
        assertReads("select 이름 from 주간", "주간");
        assertReads("values (1, 'a'), (2, 'b')");
        assertReads("(select 1) union all (select 2)");
        assertReads("pivot visits on channel in ('kakao', 'direct') using sum(visitors) group by week", "visits");
        assertReads("select * from visits pivot (sum(visitors) for channel in ('kakao', 'direct'))", "visits");
        assertReads("select * from (pivot visits on channel in ('a') using sum(visitors))", "visits");
        assertReads("unpivot visits on visitors, week into name n value v", "visits");
        assertReads("select sum(visitors) over (partition by channel order by week) from visits", "visits");
        assertReads("from visits qualify row_number() over (partition by channel) = 1", "visits");
        assertReads("with recursive t(n) as (select 1 union all select n + 1 from t where n < 9) from t");
        assertReads("with a as (from visits), b as (from a) select * from b, a", "visits");
        assertReads("with visits2 as (with a as (from visits) from a) from visits2", "visits");
        assertReads("with Other as (select 1) select * from other");
        assertReads("select * from range(12) t(n), generate_series(1, 3)");
        assertReads("from last_weeks(3)");
        assertReads("select unnest(range(0, 12)), unnest([1, 2])");
        assertReads("select list_transform([1, 2], lambda x: x + 1), [x * 2 for x in [1, 2] if x > 1]");
        assertReads("select {'a': 1}.a, map {'k': 2}['k'], json_extract('{}', '$.a'), 'x'.upper()");
        assertReads("select repeat('x', 3), lpad('7', 2, '0'), printf('%03d', 7), format('{:.1f}', 2)");
        assertReads("select columns('v.*'), * exclude (week) replace (1 as channel) from visits", "visits");
        assertReads("select * from visits where week >= :period_start::date and channel[1:3] = 'dir'", "visits");
        assertReads("select * from visits using sample reservoir(3 rows) repeatable (42)", "visits");
        assertReads("select * from visits asof join weekly using (channel, week)", "visits", "weekly");
        assertReads("select age(week, week), date_trunc('week', week), version from visits", "visits");
        assertReads("select " + "1 + ".repeat(400) + "1");
        assertReads("select case " + "when 1 = 2 then 3 ".repeat(500) + "end");
    }

    @Test
    void refusesAllFunctionsThatDuckDbCallsUnstable() throws SQLException {
        Set<String> passed = new TreeSet<>();
        try (var connection = DuckDb.locked(List.of(), 64);
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("select distinct function_name from duckdb_functions() where"
                        + " function_type in ('scalar', 'macro') and stability <> 'CONSISTENT'")) {
            while (names.next()) {
                if (check("select " + DuckDb.identifier(names.getString(1)) + "(1, 2)")
                        .reads()
                        .isPresent()) {
                    passed.add(names.getString(1));
                }
            }
        }
        // The values of a report's own parameters, which macros read so.
        assertThat(passed).containsExactly("getvariable");
    }

    @Test
    void allowsNoTableFunctionButAFew() throws SQLException {
        Set<String> passed = new TreeSet<>();
        try (var connection = DuckDb.locked(List.of(), 64);
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("select distinct function_name from duckdb_functions() where"
                        + " function_type in ('table', 'table_macro')")) {
            while (names.next()) {
                if (check("from " + DuckDb.identifier(names.getString(1)) + "(1, 2)")
                        .reads()
                        .isPresent()) {
                    passed.add(names.getString(1));
                }
            }
        }
        assertThat(passed)
                .containsExactlyInAnyOrder(
                        "generate_series", "json_each", "json_tree", "range", "repeat_row", "unnest");
    }

    @Test
    void knowsWhichFunctionsAreDuckDbs() {
        assertThat(GATE.isBuiltIn("Read_CSV")).isTrue();
        assertThat(GATE.isBuiltIn("sum")).isTrue();
        assertThat(GATE.isBuiltIn("retention")).isFalse();
    }

    @Test
    void pointsBehindKoreanTextAtTheRightWord() {
        assertRefused("select '주간 방문자' as 이름, random() from visits", ProblemCode.REFUSED_SQL, "random");
        assertRefused("select '주간 방문자' as 이름 frm visits x", ProblemCode.BAD_SQL, "frm");
        assertRefused("select '주간 방문자 😀' as 이름 from 없음", ProblemCode.UNKNOWN_TABLE, "없음");
    }

    @Test
    void isNotFooledByNamesThatLookAlike() {
        // A full-width letter, a Kelvin sign, a dotless i, a name with a dot or with another's spelling.
        assertThat(check("from ｖisits").reads()).isEmpty();
        assertThat(check("from wee\u212Aly2").reads()).isEmpty();
        assertThat(check("from vısits").reads()).isEmpty();
        assertThat(check("from \"main.visits\"").reads()).isEmpty();
        assertThat(check("from \"visits \"").reads()).isEmpty();
        assertThat(check("from \"\"").reads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "(select ", "{'a': ", "not ", "f(", "- ", "select * from (", "a."})
    void survivesHundredThousandOf(String piece) {
        for (int count : List.of(2_000, 10_000, 100_000)) {
            Checked checked = check("select " + piece.repeat(count) + "1");
            assertThat(checked.reads()).isEmpty();
            assertThat(checked.problems()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "/*", "/* ", "$$", "$a$", "--", "''", ";", " ", "\n"})
    void survivesHundredThousandQuotes(String piece) {
        assertThat(check("select " + piece.repeat(90_000)).problems()).hasSizeLessThan(3);
        assertThat(check(piece.repeat(90_001)).reads()).isEmpty();
    }

    @Test
    void refusesTenMegabytesAtOnce() {
        assertRefused("select '" + "x".repeat(10_000_000) + "'", ProblemCode.TOO_LARGE, "select");
        assertThat(check("select 1 ".repeat(1_000_000)).reads()).isEmpty();
    }

    @Test
    void saysThatAnEmptyQueryIsEmpty() {
        for (String sql : List.of("", "  \n ", "-- nothing", "/* nothing */", ";", " ; -- nothing")) {
            Checked checked = check(sql);
            assertThat(checked.reads()).as(sql).isEmpty();
            assertThat(checked.problems()).as(sql).extracting(Problem::message).containsExactly("the query is empty");
        }
    }
}

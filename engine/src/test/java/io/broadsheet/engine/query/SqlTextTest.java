package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    private static SqlText parse(String sql, SqlDialect dialect) {
        Problems problems = new Problems();
        SqlText text = SqlText.parse(Snippet.of(SourceText.of("a.sql", sql)), dialect, problems);
        assertThat(problems.list()).as(sql).isEmpty();
        return text;
    }

    private static void assertParameters(SqlDialect dialect, String sql, String... names) {
        assertThat(parse(sql, dialect).parameters())
                .as(dialect + ": " + sql)
                .extracting(SqlText.Use::name)
                .containsExactly(names);
    }

    private static void assertUnclosed(SqlDialect dialect, String sql, int column) {
        Problems problems = new Problems();
        SqlText text = SqlText.parse(Snippet.of(SourceText.of("a.sql", sql)), dialect, problems);
        assertThat(text.isBroken()).as(sql).isTrue();
        assertThat(problems.list()).as(sql).extracting(Problem::code).containsExactly(ProblemCode.BAD_SQL);
        assertThat(problems.list().getFirst().span().column()).as(sql).isEqualTo(column);
    }

    @Test
    void findsParameters() {
        for (SqlDialect dialect : SqlDialect.values()) {
            assertParameters(dialect, "select :a, :b_2, :한글 from t where x=:a", "a", "b_2", "한글", "a");
            assertParameters(dialect, "(:a)+:b||:c,:d", "a", "b", "c", "d");
            assertParameters(dialect, ":a", "a");
        }
    }

    @Test
    void leavesCastsSlicesAndAssignmentsAlone() {
        assertParameters(SqlDialect.DUCKDB, "select x::date, (x)::date, 'a'::text, a[1:n], a[x:y], a[1:2]");
        assertParameters(SqlDialect.DUCKDB, "select f(a := 1, b := :b)", "b");
        assertParameters(SqlDialect.DUCKDB, "select :a::date, {'k': :v}, {k: 1}", "a", "v");
        assertParameters(SqlDialect.DUCKDB, "select : a, :1, a ? b : c");
        assertParameters(SqlDialect.POSTGRESQL, "select x::date, x::\"Type\"");
    }

    @Test
    void leavesQuotesAndCommentsAlone() {
        assertParameters(SqlDialect.DUCKDB, "select ':a', \":a\", 'it''s :a', \"x\"\":a\" -- :a\n/* :a */, :b", "b");
        assertParameters(SqlDialect.DUCKDB, "select /* a /* nested :a */ :a */ :b", "b");
        assertParameters(SqlDialect.DUCKDB, "select $$ :a ' $$, $x$ :a $$ $x$, :b, $1", "b");
        assertParameters(SqlDialect.DUCKDB, "select 'a\\', :b", "b");
        assertParameters(SqlDialect.DUCKDB, "select e'a\\' :a', :b", "b");
    }

    @Test
    void readsMySqlAsMySqlDoes() {
        assertParameters(SqlDialect.MYSQL, "select 'a\\':a', \"b\\\":a\", `c:a`, `d``:a` # :a\n, :b", "b");
        assertParameters(SqlDialect.MYSQL, "select 5--:b", "b");
        assertParameters(SqlDialect.MYSQL, "select 5 -- :a\n, :b", "b");
        assertParameters(SqlDialect.MYSQL, "select 5 --", new String[0]);
        assertParameters(SqlDialect.MYSQL, "/* /* :a */ select :b", "b");
        assertParameters(SqlDialect.MYSQL, "select $$ :b $$", "b");
    }

    @Test
    void readsPostgreSqlAsPostgreSqlDoes() {
        assertParameters(SqlDialect.POSTGRESQL, "select E'a\\':a', 'b\\', :b, $f$ :a $f$, $$ :a $$", "b");
        assertParameters(SqlDialect.POSTGRESQL, "select name'a\\', :b", "b");
        assertParameters(SqlDialect.POSTGRESQL, "select a$b$ :b, c$d$", "b");
        assertParameters(SqlDialect.POSTGRESQL, "select x #> '{a}', :b", "b");
        assertParameters(SqlDialect.POSTGRESQL, "/* /* :a */ :a */ select :b", "b");
    }

    @Test
    void readsTrinoAsTrinoDoes() {
        assertParameters(SqlDialect.TRINO, "/* /* :a */ select :b, array[:c, 1][1], 'b\\', :d -- :e", "b", "c", "d");
        assertThat(SqlDialect.ofUrl("jdbc:trino://h:8080/hive/shop")).isEqualTo(SqlDialect.TRINO);
    }

    @Test
    void reportsWhatIsNotClosedWhereItBegins() {
        assertUnclosed(SqlDialect.DUCKDB, "select 'abc", 8);
        assertUnclosed(SqlDialect.DUCKDB, "select 한글, \"abc", 12);
        assertUnclosed(SqlDialect.DUCKDB, "select 1 /* abc /* */", 10);
        assertUnclosed(SqlDialect.DUCKDB, "select $a$ abc $$", 8);
        assertUnclosed(SqlDialect.MYSQL, "select 'abc\\'", 8);
        assertUnclosed(SqlDialect.MYSQL, "select `abc", 8);
        assertUnclosed(SqlDialect.DUCKDB, "select max(a, sum(b) from t", 11);
        assertUnclosed(SqlDialect.DUCKDB, "select [1, 2", 8);
    }

    @Test
    void bindsAsTheDatabaseWants() {
        SqlText text = parse("select :a, :b, :a", SqlDialect.DUCKDB);
        assertThat(text.bind(ParameterStyle.NUMBERED).text()).isEqualToIgnoringNewLines("select $1, $2, $1");
        assertThat(text.bind(ParameterStyle.NUMBERED).order()).containsExactly("a", "b");
        assertThat(text.bind(ParameterStyle.QUESTION).text()).isEqualToIgnoringNewLines("select ?, ?, ?");
        assertThat(text.bind(ParameterStyle.QUESTION).order()).containsExactly("a", "b", "a");
        assertThat(text.bind(ParameterStyle.VARIABLE).text())
                .isEqualToIgnoringNewLines("select getvariable('a'), getvariable('b'), getvariable('a')");
    }

    @Test
    void findsTheWayBackFromWhatIsSent() {
        String sql = "select :long_parameter_name,\n  wrong,\n  :b, worse";
        BoundSql bound = parse(sql, SqlDialect.DUCKDB).bind(ParameterStyle.NUMBERED);
        assertThat(bound.word(bound.text().indexOf("wrong")).toString()).isEqualTo("a.sql:2:3");
        assertThat(bound.word(bound.text().indexOf("worse")).text()).isEqualTo("worse");
        assertThat(bound.word(bound.text().indexOf("worse")).toString()).isEqualTo("a.sql:3:7");
    }

    @Test
    void endsAStatementAtItsSemicolon() {
        Problems problems = new Problems();
        SqlText one = SqlText.parseSingle(
                Snippet.of(SourceText.of("a.sql", "select ';' ; -- ;\n/* ; */ ;")), SqlDialect.DUCKDB, problems);
        assertThat(one.text()).isEqualTo("select ';' ");
        assertThat(problems.list()).isEmpty();
        SqlText.parseSingle(
                Snippet.of(SourceText.of("a.sql", "select 1;\n -- so\n drop table x")), SqlDialect.DUCKDB, problems);
        assertThat(problems.list()).extracting(p -> p.span().toString()).containsExactly("a.sql:3:2");
    }
}

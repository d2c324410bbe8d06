package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Limits;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchPoolTest {
    @TempDir
    Path parent;

    private static Site site(String id, String zone) {
        return new Site(id, id, Locale.ENGLISH, ZoneId.of(zone), "USD", List.of(), Map.of());
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    @Test
    void keepsNothingOfTheFormerSite() throws Exception {
        try (WorkFolder folder = WorkFolder.open(parent);
                WorkbenchPool pool = new WorkbenchPool(
                        folder, folder, List.of("events"), Limits.DEFAULT, new RunningStatements(), 1)) {
            try (Workbench bench = pool.lend(site("first", "UTC"))) {
                Connection c = bench.connection();
                for (String sql : List.of(
                        "create temp table secret as select 'first' as canary",
                        "create temp view seen as from secret",
                        "create temp macro whose() as 'first'",
                        "create table main.kept as select 'first' as canary",
                        "create schema other",
                        "set variable site = 'first'",
                        "prepare asked as select 'first'")) {
                    DuckDb.run(c, sql);
                }
            }
            try (Workbench bench = pool.lend(site("second", "UTC"))) {
                Connection c = bench.connection();
                assertThat(ask(c, "select table_name from duckdb_tables() where not internal"))
                        .isEmpty();
                assertThat(ask(c, "select view_name from duckdb_views() where not internal"))
                        .isEmpty();
                assertThat(ask(c, "select function_name from duckdb_functions() where not internal"))
                        .allMatch(RowsFunction.NAME::equals);
                assertThat(ask(c, "select coalesce(getvariable('site'), 'none')"))
                        .containsExactly("none");
                assertThat(ask(c, "select name from duckdb_variables()")).isEmpty();
                assertThat(ask(c, "select name from duckdb_prepared_statements()"))
                        .isEmpty();
                assertThat(
                                ask(
                                        c,
                                        "select schema_name from duckdb_schemas() where not internal and schema_name <> 'main'"))
                        .isEmpty();
                assertThatThrownBy(() -> ask(c, "execute asked")).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void keepsItsConnectionButNothingInIt() throws Exception {
        Snippet words = Snippet.of(SourceText.of("q.sql", "select :site as canary"));
        Problems problems = new Problems();
        BoundSql sql = SqlText.parseSingle(words, SqlDialect.DUCKDB, problems).bind(ParameterStyle.VARIABLE);
        PlannedQuery query = new PlannedQuery(
                new Name("secret", words.span(0, 6)), words.span(0, 6), Optional.empty(), sql, Set.of(), true);
        try (WorkFolder folder = WorkFolder.open(parent);
                WorkbenchPool pool =
                        new WorkbenchPool(folder, folder, List.of(), Limits.DEFAULT, new RunningStatements(), 1)) {
            Connection kept;
            try (Workbench bench = pool.lend(site("first", "UTC"))) {
                kept = bench.instance().connection();
                assertThat(bench.run(query, Bindings.of(Map.of("site", "first")), problems))
                        .hasValueSatisfying(
                                f -> assertThat(f.columns().getFirst().get(0)).isEqualTo("first"));
            }
            try (Workbench bench = pool.lend(site("second", "UTC"))) {
                assertThat(bench.instance().connection()).isSameAs(kept);
                assertThat(ask(kept, "select table_name from duckdb_tables() where not internal"))
                        .isEmpty();
                assertThat(ask(kept, "select name from duckdb_variables()")).isEmpty();
            }
            assertThat(problems.list()).isEmpty();
        }
    }

    @Test
    void givesEachSiteItsTimeZone() throws Exception {
        try (WorkFolder folder = WorkFolder.open(parent);
                WorkbenchPool pool =
                        new WorkbenchPool(folder, folder, List.of(), Limits.DEFAULT, new RunningStatements(), 1)) {
            for (int i = 0; i < 12; i++) {
                String zone = List.of(
                                "Asia/Seoul", "UTC", "America/New_York", "Europe/Paris", "Asia/Tokyo", "Asia/Kathmandu")
                        .get(i % 6);
                try (Workbench bench = pool.lend(site("s", zone))) {
                    assertThat(ask(bench.connection(), "select current_setting('TimeZone')"))
                            .containsExactly(zone);
                }
            }
            try (var slots = java.nio.file.Files.list(folder.path())) {
                assertThat(slots.filter(p -> p.toString().contains("slot-")).count())
                        .isLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void lendsNothingWhenItIsStopped() throws Exception {
        try (WorkFolder folder = WorkFolder.open(parent)) {
            RunningStatements running = new RunningStatements();
            WorkbenchPool pool = new WorkbenchPool(folder, folder, List.of(), Limits.DEFAULT, running, 1);
            running.stop();
            pool.close();
            assertThatThrownBy(() -> pool.lend(site("s", "UTC"))).isInstanceOf(WorkStopped.class);
        }
    }
}

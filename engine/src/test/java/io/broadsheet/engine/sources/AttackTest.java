package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Authors' SQL that tries to get out, in a workbench at work beside another site's: whatever way it comes in, it is a
/// problem or it gives nothing that is not the site's own.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AttackTest {
    private static final String SECRET = "canary-of-b";

    /// What these read is the site's own.
    private static final Set<String> OWN =
            Set.of("pivot mine on site using first(word)", "select * from main.mine", "select * from temp.mine");

    @TempDir
    Path folder;

    static Stream<String> attacks() {
        return Stream.of(
                // Files and the network
                "select content from read_text('FOLDER/data/rows.csv')",
                "select * from 'FOLDER/data/rows.csv'",
                "select * from \"FOLDER/data/rows.csv\"",
                "select * from read_csv_auto('FOLDER/data/*.csv')",
                "from read_csv('FOLDER/data/rows.csv')",
                "select * from glob('/tmp/**/*.parquet')",
                "select content from read_blob('/tmp/broadsheet-*/*')",
                "select * from '/tmp/broadsheet-*/*/mine.parquet'",
                "select * from read_parquet('/tmp/broadsheet*/**')",
                "select * from read_parquet(getvariable('broadsheet_mine'))",
                "select * from parquet_scan('/dev/shm/broadsheet-*/*')",
                "select * from parquet_metadata('/tmp/broadsheet-*/*')",
                "select * from read_json('http://127.0.0.1:9/x')",
                "select * from 'https://example.invalid/x.parquet'",
                "select * from read_text('/proc/self/environ')",
                // Statements
                "attach 'FOLDER/x.db' as x",
                "attach ':memory:' as x",
                "detach memory",
                "copy (select 1) to 'FOLDER/out.csv'",
                "select 1; attach 'FOLDER/x.db'",
                "install httpfs",
                "load httpfs",
                "set enable_external_access = true",
                "set variable site = 'b'",
                "reset lock_configuration",
                "pragma database_list",
                "call duckdb_settings()",
                "create table t as select 1",
                "insert into mine select * from mine",
                "update mine set site = 'b'",
                "explain analyze select * from mine",
                "prepare p as select 1",
                "use temp",
                "begin",
                // What the database knows of itself
                "select * from duckdb_settings()",
                "select * from duckdb_variables()",
                "select * from duckdb_tables()",
                "select * from duckdb_views()",
                "select * from duckdb_databases()",
                "select * from duckdb_secrets()",
                "select * from duckdb_temporary_files()",
                "select * from duckdb_functions()",
                "select * from duckdb_prepared_statements()",
                "select * from duckdb_logs",
                "select * from information_schema.tables",
                "select * from pg_catalog.pg_class",
                "select * from sqlite_master",
                "select * from pragma_table_info('mine')",
                "select * from pragma_storage_info('mine')",
                "select current_setting('temp_directory')",
                "select current_database(), current_schemas(true)",
                "select getenv('HOME')",
                "select * from system.main.duckdb_settings()",
                // Other sites' values and rows
                "select getvariable('site')",
                "select getvariable('secret')",
                "select getvariable('SECRET')",
                "select \"getvariable\"('secret')",
                "select getvariable/**/('secret')",
                "select 'secret'.getvariable()",
                "select U&\"getvariabl\\0065\"('secret')",
                "select * from query('select * from mine')",
                "select * from query_table('mine')",
                "select * from query_table(['mine', 'rows'])",
                "select * from main.mine",
                "select * from memory.main.mine",
                "select * from temp.mine",
                "select * from source_files.rows",
                "select * from data_1",
                "select * from sites_1",
                // Other ways to name a table
                "pivot (select * from duckdb_settings()) on name using first(value)",
                "pivot mine on site using first(word)",
                "pivot 'FOLDER/data/rows.csv' on site using first(word)",
                "select * from (pivot 'FOLDER/data/rows.csv' on site using first(word))",
                "unpivot 'FOLDER/data/rows.csv' on columns(*) into name n value v",
                "summarize 'FOLDER/data/rows.csv'",
                "describe mine",
                "show tables",
                "select * from (show all tables)",
                "from (describe select * from 'FOLDER/data/rows.csv')",
                "with t as (select * from read_text('FOLDER/data/rows.csv')) select * from t",
                "with mine as (from 'FOLDER/data/rows.csv') select * from mine",
                "select (select content from read_text('FOLDER/data/rows.csv'))",
                "select * from mine, lateral (select * from read_text('FOLDER/data/' || 'rows.csv'))",
                "select * from mine union all by name select * from 'FOLDER/data/rows.csv'",
                "select * from mine where exists (from 'FOLDER/data/rows.csv' r where r.word like '%of-b%')",
                "select list_transform([1], x -> (select max(content) from read_text('FOLDER/data/rows.csv')))",
                "select * from mine order by (select content from read_text('FOLDER/data/rows.csv'))",
                "values ((select content from read_text('FOLDER/data/rows.csv')))",
                "table 'FOLDER/data/rows.csv'",
                "select * from mine positional join 'FOLDER/data/rows.csv'",
                "select json_execute_serialized_sql('{}')",
                "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
                "select write_log('x')",
                "select error((select content from read_text('FOLDER/data/rows.csv')))");
    }

    private TestProject project() {
        TestProject project = new TestProject(folder).files("{ path: data }").sites("a\nb");
        project.file("data/rows.csv", "site,word\na,own\nb," + SECRET + "\n");
        project.dataset("mine", "files", "site", "select * from rows");
        // Another report is at work in the same and in the next workbench, with a value of its own.
        project.report(
                "other",
                "params: { secret: { type: text, default: " + SECRET + " } }\n",
                "```sql q\nselect :secret as s from mine\n```\n");
        return project;
    }

    /// A way for an attack to come in.
    private interface Way {
        void write(TestProject project, String report, String attack);
    }

    private void assertHarmless(Way way, boolean isProblem) throws IOException {
        TestProject project = project();
        Map<String, String> attacks = new HashMap<>();
        for (String sql : attacks().toList()) {
            String attack = sql.replace("FOLDER", folder.toString());
            String report = "r" + attacks.size();
            way.write(project, report, attack);
            attacks.put(report, attack);
        }
        try (ReportEngine engine = project.open(1);
                Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
            batch.render(batch.sites().get(1));
            for (Rendering rendering : batch.render(batch.sites().get(0))) {
                String attack = attacks.get(rendering.report());
                if (attack != null) {
                    assertHarmless(rendering, attack, isProblem);
                    engine.render(RenderRequest.of("other", "b", TestProject.ISSUE));
                    assertHarmless(
                            engine.render(RenderRequest.of(rendering.report(), "a", TestProject.ISSUE)),
                            attack,
                            isProblem);
                }
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> String.valueOf(f.getFileName()))).doesNotContain("x.db", "out.csv");
        }
    }

    /// What is wrong is said, without what it would have read; what is not is the site's own.
    private static void assertHarmless(Rendering rendering, String attack, boolean isProblem) {
        if (isProblem && !OWN.contains(attack)) {
            assertThat(rendering.problems()).as(attack).isNotEmpty();
        }
        assertThat(rendering.page().orElse("")).as(attack).doesNotContain(SECRET, "lock_config");
        assertThat(rendering.problems().toString().replace(attack, ""))
                .as(attack)
                .doesNotContain(SECRET);
        rendering
                .data()
                .values()
                .forEach(frame -> frame.columns()
                        .forEach(c ->
                                assertThat(c.values().toString()).as(attack).doesNotContain(SECRET)));
    }

    @Test
    void getsNothingAsAQuery() throws IOException {
        assertHarmless(
                (project, report, attack) ->
                        project.report(report, "", "```sql q\n" + attack + "\n```\n\n```table q\n```\n"),
                true);
    }

    @Test
    void getsNothingAsAMacro() throws IOException {
        assertHarmless(
                (project, report, attack) -> {
                    project.file("shared/" + report + ".sql", "create macro take() as table " + attack + ";\n");
                    project.report(
                            report,
                            "use: [ take from shared/" + report + ".sql ]\n",
                            "```sql q\nselect * from take()\n```\n\n```table q\n```\n");
                },
                false);
    }

    @Test
    void getsNothingAsAnExpectation() throws IOException {
        assertHarmless(
                (project, report, attack) -> project.report(
                        report, "expect:\n  - { sql: '" + attack.replace("'", "''") + "' }\n", "Text.\n"),
                false);
    }

    @Test
    void getsNothingOnTheFiles() throws IOException {
        assertHarmless(
                (project, report, attack) -> project.report(
                        report, "", "```sql q source=files\n" + attack + " -- :site\n```\n\n```table q\n```\n"),
                false);
    }
}

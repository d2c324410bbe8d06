package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources whose files are made by the project's own script.
class MadeDataTest {
    private static final String SCRIPT = """
            -- Two tables and a scaffold.
            create table _rows as select range as n from range(:rows);
            create table things as select 'a' as site, n from _rows;
            create table old_things as select 1 as x;
            """;

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void begin() {
        project = new TestProject(folder).files("{ path: made, make: make.sql, with: { rows: 10 } }");
        project.file("make.sql", SCRIPT);
        project.dataset("mine", "files", "site", "select * from things");
        project.report("```sql q\nselect count(*) as n from mine\n```\n");
    }

    private @Nullable Object rows() {
        try (ReportEngine engine = project.open()) {
            return TestProject.frame(engine, "q").column("n").get(0);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("made"))) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        }
    }

    @Test
    void makesItOnceAndAgainWhenTheScriptChanges() throws IOException {
        assertThat(rows()).isEqualTo(10L);
        assertThat(files()).containsExactly(".made", ".making", "old_things.parquet", "things.parquet");
        var made = Files.getLastModifiedTime(folder.resolve("made/things.parquet"));
        assertThat(rows()).isEqualTo(10L);
        assertThat(Files.getLastModifiedTime(folder.resolve("made/things.parquet")))
                .isEqualTo(made);
        project.file(
                "make.sql", SCRIPT.replace("range(:rows)", "range(:rows + 1)").replace("old_things", "new_things"));
        assertThat(rows()).isEqualTo(11L);
        assertThat(files()).containsExactly(".made", ".making", "new_things.parquet", "things.parquet");
    }

    @Test
    void makesItAgainWhenAFileIsGone() throws IOException {
        assertThat(rows()).isEqualTo(10L);
        Files.delete(folder.resolve("made/things.parquet"));
        assertThat(rows()).isEqualTo(10L);
    }

    @Test
    void saysWhereTheScriptIsWrongAndLeavesNothing() throws IOException {
        project.file("make.sql", SCRIPT + "create table worse as\nselect nothing from things;\n");
        try (ReportEngine engine = project.open()) {
            Problem problem = TestProject.problem(engine, "a");
            assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_COLUMN);
            assertThat(problem.toString()).startsWith("make.sql:6:8 error[unknown-column]: the script reads");
        }
        assertThat(files()).containsExactly(".making");
        project.file("make.sql", SCRIPT.replace(":rows", ":rowz"));
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.problem(engine, "a").toString())
                    .startsWith("make.sql:2:52 error[unknown-parameter]");
        }
    }

    @Test
    void letsOneMakeAndTheOthersWait() throws Exception {
        project.file("make.sql", SCRIPT.replace("range(:rows)", "range(:rows * 100000)"));
        rowsOnceReady();
        List<Integer> makers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<@Nullable Object>> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                results.add(threads.submit(() -> {
                    EngineOptions options = EngineOptions.DEFAULT.withWorkers(1).withListener(e -> {
                        if (e instanceof io.broadsheet.engine.RunEvent.DataMaking) {
                            synchronized (makers) {
                                makers.add(1);
                            }
                        }
                    });
                    try (ReportEngine engine = ReportEngine.open(folder, options)) {
                        return TestProject.frame(engine, "q").column("n").get(0);
                    }
                }));
            }
            for (Future<@Nullable Object> result : results) {
                assertThat(result.get()).isEqualTo(1_000_000L);
            }
        }
        assertThat(makers).hasSize(1);
    }

    /// Writes the project's files, and makes nothing.
    private void rowsOnceReady() {
        project.open().close();
    }
}

package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A batch over sources of which some can't be read: only the reports that use them fail.
class PartialBatchTest {
    @TempDir
    Path folder;

    private TestProject project;
    private final List<String> read = new ArrayList<>();

    @BeforeEach
    void begin() {
        project = new TestProject(folder).files("{ path: data }").sites("a\nb");
        project.file("data/good.csv", "site,v\na,1\nb,2\n");
        project.dataset("good_one", "files", "site", "select * from good");
        report("good", "good_one");
        project.report("plain", "", "```sql q\nselect 1 as v\n```\n");
    }

    private void report(String name, String table) {
        project.report(name, "", "```sql q\nselect count(*) as v from " + table + "\n```\n");
    }

    /// What came of each report, at every site the same: `ready`, or the code of its only problem.
    private Map<String, String> outcomes() {
        Map<String, String> outcomes = new TreeMap<>();
        try (ReportEngine engine = project.open();
                Batch batch =
                        engine.batch(BatchRequest.of(TestProject.ISSUE), event -> read.add(String.valueOf(event)))) {
            assertThat(batch.renderAll(done -> {
                        synchronized (outcomes) {
                            done.renderings().forEach(r -> outcomes.merge(r.report(), said(r), PartialBatchTest::same));
                        }
                    }))
                    .isTrue();
            Leftovers.assertNone(engine);
        }
        return outcomes;
    }

    private static String said(Rendering rendering) {
        if (rendering.outcome() == Outcome.READY) {
            return "ready";
        }
        assertThat(rendering.problems()).hasSize(1);
        Problem problem = rendering.problems().getFirst();
        return problem.code().id();
    }

    private static String same(String one, String other) {
        assertThat(one).isEqualTo(other);
        return one;
    }

    @Test
    void aSourceThatIsDownFailsTheReportsThatUseIt() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        project.db("{ url: \"jdbc:postgresql://127.0.0.1:" + free + "/none\", user: nobody }");
        project.dataset("far", "db", "site", "select site, v from far");
        project.dataset("away", "db", "site", "select site, v from away");
        report("uses_far", "far");
        report("uses_away", "away");
        report("uses_both", "far join good_one using (site)");
        String down = ProblemCode.SOURCE_UNAVAILABLE.id();
        assertThat(outcomes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "good", "ready", "plain", "ready", "uses_far", down, "uses_away", down, "uses_both", down));
        // It is asked once, not once a dataset.
        assertThat(read.stream().filter(e -> e.startsWith("DatasetReading")))
                .containsOnlyOnce("DatasetReading[dataset=good_one]")
                .hasSize(2);
    }

    @Test
    void aDatasetThatFailsFailsTheReportsThatUseIt() {
        project.dataset("wrong", "files", "site", "select site, v / 0 as v, nothing from good");
        report("uses_wrong", "wrong");
        assertThat(outcomes()).containsEntry("good", "ready").containsEntry("plain", "ready");
        assertThat(outcomes().get("uses_wrong")).isNotEqualTo("ready");
    }

    @Test
    void aFolderThatIsGoneFailsTheReportsThatUseIt() throws IOException {
        project.db("{ path: gone }");
        project.file("gone/rows.csv", "site,v\na,1\n");
        project.dataset("lost", "db", "site", "select * from rows");
        report("uses_lost", "lost");
        try (ReportEngine engine = project.open()) {
            assertThat(engine.check()).isEmpty();
        }
        try (ReportEngine engine = project.open()) {
            assertThat(engine.check()).isEmpty();
            Files.delete(folder.resolve("gone/rows.csv"));
            Files.delete(folder.resolve("gone"));
            try (Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
                List<Rendering> made = batch.render(batch.sites().getFirst());
                assertThat(made)
                        .extracting(PartialBatchTest::said)
                        .containsExactly("ready", "ready", "unreadable-data");
            }
        }
    }

    @Test
    void aScriptThatFailsFailsTheReportsThatUseItsFiles() {
        project.db("{ path: made, make: make.sql }");
        project.file("make.sql", "create table rows as select 'a' as site, cast('x' as int) as v;\n");
        project.dataset("lost", "db", "site", "select * from rows");
        report("uses_lost", "lost");
        assertThat(outcomes()).containsEntry("good", "ready").containsEntry("plain", "ready");
        assertThat(outcomes().get("uses_lost")).isNotEqualTo("ready");
    }

    @Test
    void aValueForNoParameterIsSaid() {
        project.report("weekly", "params: { weeks: { type: integer, default: 8 } }\n", "Text.");
        Map<String, String> given = Map.of("wekes", "10");
        try (ReportEngine engine = project.open()) {
            Rendering rendering = engine.render(new RenderRequest("weekly", "a", TestProject.ISSUE, given));
            assertThat(rendering.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(rendering.problems()).hasSize(1);
            assertThat(rendering.problems().getFirst().toString()).contains("'wekes'", "Did you mean weeks?");
            assertThatThrownBy(() ->
                            engine.batch(new BatchRequest(List.of(), List.of(), TestProject.ISSUE, given), e -> {}))
                    .hasMessageContaining("Did you mean weeks?");
            // One report of several that has it is enough.
            BatchRequest good = new BatchRequest(List.of(), List.of(), TestProject.ISSUE, Map.of("weeks", "10"));
            try (Batch batch = engine.batch(good, e -> {})) {
                assertThat(batch.render(batch.sites().getFirst()))
                        .extracting(Rendering::outcome)
                        .containsOnly(Outcome.READY);
            }
        }
    }
}

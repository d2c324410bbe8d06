package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Queries that would take all: each ends with a problem at its place, and the engine goes on.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LimitsTest {
    private static final String NEVER =
            "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) as v from r";

    @TempDir
    Path folder;

    private Problem assertFails(TestProject project, String body, ProblemCode code) {
        project.report("bad", "", body);
        project.report("```sql q\nselect 1 as v\n```\n");
        try (ReportEngine engine = project.open()) {
            Rendering bad = engine.render(io.broadsheet.engine.RenderRequest.of("bad", "a", TestProject.ISSUE));
            Problem problem = bad.problems().getFirst();
            assertThat(problem.code()).as(problem.message()).isEqualTo(code);
            assertThat(problem.code().failureClass()).isEqualTo(FailureClass.RESOURCES);
            assertThat(problem.span().source().path()).isEqualTo("reports/bad/report.md");
            assertThat(TestProject.frame(engine, "q").rowCount()).isEqualTo(1);
            Leftovers.assertNone(engine);
            return problem;
        }
    }

    private TestProject project() {
        return new TestProject(folder);
    }

    private static String fence(String sql) {
        return "```sql q\n" + sql + "\n```\n";
    }

    @Test
    void stopsAtTheRowsThatAResultMayHave() {
        Problem problem =
                assertFails(project(), fence("select range as n from range(50000000)"), ProblemCode.TOO_MANY_ROWS);
        assertThat(problem.message()).isEqualTo("query 'q' gives more than 100000 rows");
    }

    @Test
    void stopsATableThatOthersRead() {
        for (String rows : new String[] {"1000000", "50000000"}) {
            String body = fence("select range as n, hash(range) as h from range(" + rows + ")")
                    + "\n```sql total\nselect sum(n) as s from q\n```\n";
            TestProject project = project().limits("{ workbench-memory: 64MB, result-rows: 1000 }");
            assertFails(project, body, rows.length() > 7 ? ProblemCode.TOO_MUCH_MEMORY : ProblemCode.TOO_MANY_ROWS);
        }
    }

    @Test
    void stopsAQueryOnFilesThatGivesTooMany() {
        TestProject project = project().files("{ path: data, tenants: one }").limits("{ site-rows: 100000 }");
        assertFails(
                project,
                "```sql q source=files\nselect range as n from range(3000000)\n```\n",
                ProblemCode.TOO_MANY_ROWS);
    }

    @Test
    @Tag("slow")
    void takesFiftyMillionRowsOfASource() {
        TestProject project = project()
                .db("{ url: \"" + PostgresServer.shared().url("postgres") + "\", user: postgres, tenants: one }")
                .limits("{ query-time: 5m }");
        assertFails(
                project,
                "```sql q source=db\nselect n from generate_series(1, 50000001) n\n```\n",
                ProblemCode.TOO_MANY_ROWS);
    }

    @Test
    void stopsAtTheMemoryOfAWorkbench() {
        TestProject project = project().limits("{ workbench-memory: 64MB }");
        assertFails(
                project,
                fence(
                        "select count(*) as n from (select distinct hash(range) as h, hash(range + 1) as i from range(50000000))"),
                ProblemCode.TOO_MUCH_MEMORY);
    }

    @Test
    void stopsAtTheTimeOfAQuery() {
        TestProject project = project().limits("{ query-time: 1s }");
        Problem problem = assertFails(project, fence(NEVER), ProblemCode.TOO_SLOW);
        assertThat(problem.message()).isEqualTo("query 'q' ran longer than 1 s");
    }

    @Test
    void stopsAtTheMemoryForADatasetsSlice() {
        project().file("data/none.csv", "x\n");
        TestProject project = project().limits("{ workbench-memory: 16MB }");
        project.dataset(
                "mine", "files", "site", "select 'a' as site, range as n, hash(range) as h from range(3000000)");
        project.report("bad", "", fence("select count(*) as n from mine"));
        project.report(fence("select 1 as v"));
        try (ReportEngine engine = project.open();
                Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
            for (Rendering bad : List.of(
                    engine.render(io.broadsheet.engine.RenderRequest.of("bad", "a", TestProject.ISSUE)),
                    batch.render(batch.sites().getFirst()).getFirst())) {
                assertThat(bad.problems()).hasSize(1);
                assertThat(bad.problems().getFirst().code()).isEqualTo(ProblemCode.TOO_MUCH_MEMORY);
                assertThat(bad.problems().getFirst().message()).startsWith("dataset 'mine' needs more memory");
            }
            assertThat(TestProject.frame(engine, "q").rowCount()).isEqualTo(1);
            Leftovers.assertNone(engine);
        }
    }

    @Test
    void countsTheRowsOfASiteNotOfAll() {
        TestProject project = project().limits("{ site-rows: 100 }").sites("a\nb\nc");
        project.dataset(
                "mine",
                "files",
                "site",
                "select case when range < 90 then 'a' when range < 180 then 'b' else 'c' end as site from range(400)");
        project.report(fence("select count(*) as n from mine"));
        try (ReportEngine engine = project.open();
                Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
            for (String site : new String[] {"a", "b"}) {
                assertThat(TestProject.frame(engine, site, "q").column("n").get(0))
                        .isEqualTo(90L);
            }
            assertThat(batch.render(batch.sites().get(1)).getFirst().problems()).isEmpty();
            assertThat(batch.render(batch.sites().get(2)).getFirst().problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TOO_MANY_ROWS);
            assertThat(TestProject.problem(engine, "c").code()).isEqualTo(ProblemCode.TOO_MANY_ROWS);
        }
    }

    @Test
    void stopsABatchThatIsInterruptedAndGoesOn() throws InterruptedException {
        TestProject project = project().sites("a\nb\nc\nd");
        project.report("never", "", fence(NEVER));
        project.report(fence("select 1 as v"));
        try (ReportEngine engine = project.open()) {
            AtomicReference<Object> result = new AtomicReference<>("none");
            CountDownLatch begun = new CountDownLatch(1);
            try (Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
                Thread caller = Thread.ofPlatform().start(() -> {
                    begun.countDown();
                    result.set(batch.renderAll(done -> {}));
                });
                begun.await();
                Eventually.is("a query runs", () -> io.broadsheet.engine.EngineProbe.busy(engine) > 0);
                long start = System.nanoTime();
                caller.interrupt();
                caller.join();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
            assertThat(result.get()).isEqualTo(false);
            assertThat(TestProject.frame(engine, "q").rowCount()).isEqualTo(1);
            Leftovers.assertNone(engine);
        }
    }

    @Test
    void endsWhatRunsWhenItIsClosed() throws InterruptedException {
        int before = Leftovers.folders().size();
        TestProject project = project();
        project.report(fence(NEVER));
        AtomicReference<List<Problem>> result = new AtomicReference<>(List.of());
        ReportEngine engine = project.open();
        Thread caller = Thread.ofPlatform()
                .start(() -> result.set(TestProject.page(engine, "a").problems()));
        Eventually.is("a query runs", () -> io.broadsheet.engine.EngineProbe.busy(engine) > 0);
        engine.close();
        caller.join();
        assertThat(result.get()).extracting(Problem::code).containsExactly(ProblemCode.CANCELLED);
        assertThat(Leftovers.folders()).hasSize(before);
    }

    @Test
    void drawsTheStrangestValues() {
        TestProject project = project().files("{ path: data }");
        project.report("""
                ```sql q
                select * from (values
                  (date '0001-01-01', 'NaN'::double, null, 'a'), (date '9999-12-31', 'infinity'::double, null, 'b'),
                  (null, '-infinity'::double, null, null)) t(day, x, nothing, name)
                ```

                ```sql none
                select 1 as a, null as b where false
                ```

                {{ q.day }} {{ q.x }} {{ q.nothing }} {% for r in q %}{{ r.day }} {{ r.x }} {{ r.name }};{% endfor %}

                ```table q
                ```

                ```line q
                x: day
                y: x
                ```

                ```table none
                ```
                """);
        try (ReportEngine engine = project.open()) {
            Rendering page = TestProject.page(engine, "a");
            assertThat(page.problems()).isEmpty();
            assertThat(page.page().orElseThrow()).contains("9999");
        }
    }
}

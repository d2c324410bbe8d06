package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every source does alike: databases over JDBC and folders of files.
abstract class SourceSuite {
    static final String HOSTILE_SITES =
            "../x\na/b\n한글\nx'; drop table events; --\n%\n_\nABC\nabc\n0\n00\n 7\n1e1\n10\n\"q\"\nback\\slash\n"
                    + "x".repeat(200);

    @TempDir
    Path folder;

    TestProject project;

    /// The name of the source under test.
    abstract String source();

    /// Makes the project and an empty database.
    abstract TestProject begin(Path at) throws Exception;

    /// Makes a table.
    abstract void table(String name, String columns, List<String> rows) throws Exception;

    abstract String quoted(String identifier);

    String timestampType() {
        return "timestamp";
    }

    String bigText() {
        return "text";
    }

    @BeforeEach
    void beginProject() throws Exception {
        project = begin(folder);
    }

    /// The result of one query on the source.
    Frame query(String sql) {
        project.report("```sql q source=" + source() + "\n" + sql + "\n```");
        try (ReportEngine engine = project.open()) {
            return TestProject.frame(engine, "q");
        }
    }

    Problem refused(String sql) {
        project.report("```sql q source=" + source() + "\n" + sql + "\n```");
        try (ReportEngine engine = project.open()) {
            return TestProject.problem(engine, "a");
        }
    }

    /// Asserts what one expression is as a value of a frame.
    void assertValue(String expression, ColumnType type, Object expected) {
        Frame frame = query("select " + expression + " as v");
        assertThat(frame.column("v").type()).as(expression).isEqualTo(type);
        assertThat(frame.column("v").get(0)).as(expression).isEqualTo(expected);
    }

    @Test
    void keepsTextOfAllScriptsAndTellsEmptyFromNull() throws Exception {
        table(
                "words",
                "n int, v varchar(100)",
                List.of(
                        "1, '한국어'",
                        "2, '👩‍👩‍👧 😀'",
                        "3, 'שלום עולם'",
                        "4, ''",
                        "5, null",
                        "6, '<script>'",
                        "7, 'a''b'"));
        Frame frame = query("select v from words order by n");
        assertThat(frame.column("v").values())
                .containsExactly("한국어", "👩‍👩‍👧 😀", "שלום עולם", "", null, "<script>", "a'b");
    }

    @Test
    void keepsNullsApartInManyRows() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String v = i % 3 == 0 ? "null" : String.valueOf(i);
            rows.add(i + ", " + v + ", " + (v.equals("null") ? v : v + ".5") + ", "
                    + (v.equals("null") ? v : "'t" + i + "'") + ", "
                    + (v.equals("null") ? v : "'2021-01-01 00:00:00'"));
        }
        table("many", "n int, i bigint, d decimal(10,2), t varchar(20), w " + timestampType(), rows);
        Frame frame = query("select * from many order by n");
        assertThat(frame.rowCount()).isEqualTo(5_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(frame.column("i").get(i)).isEqualTo(i % 3 == 0 ? null : (Object) (long) i);
            assertThat(frame.column("t").get(i)).isEqualTo(i % 3 == 0 ? null : "t" + i);
            assertThat(frame.column("d").isNull(i)).isEqualTo(i % 3 == 0);
            assertThat(frame.column("w").isNull(i)).isEqualTo(i % 3 == 0);
        }
    }

    @Test
    void givesNoRowsTheirColumns() throws Exception {
        table("none_here", "n int, v varchar(10)", List.of("1, 'x'"));
        Frame frame = query("select n, v from none_here where n > 5");
        assertThat(frame.columnNames()).containsExactly("n", "v");
        assertThat(frame.isEmpty()).isTrue();
    }

    @Test
    void keepsNamesOfColumnsAsTheyAre() {
        List<String> names = List.of("two words", "채널", "UPPER", "a.b", "it's", "semi;colon", "select", "a\"b");
        List<String> items = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            items.add(i + " as " + quoted(names.get(i)));
        }
        Frame frame = query("select " + String.join(", ", items));
        assertThat(frame.columnNames()).isEqualTo(names);
        assertThat(frame.column("a\"b").get(0)).isEqualTo(7L);
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        Problem problem = refused("select 1 as a, 2 as A");
        assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE_COLUMN);
        assertThat(problem.message()).isEqualToIgnoringCase("query 'q' has two columns named 'A'");
    }

    @Test
    void refusesSeveralStatementsAndWriting() {
        assertThat(refused("select 1 as a; delete from t").code()).isEqualTo(ProblemCode.SEVERAL_STATEMENTS);
        assertThat(refused("delete from t").code()).isEqualTo(ProblemCode.REFUSED_SQL);
    }

    @Test
    void takesACellOfTenMegabytes() {
        Frame frame = query(bigCell(10_000_000));
        assertThat(String.valueOf(frame.column("v").get(0))).hasSize(10_000_000);
    }

    abstract String bigCell(int characters);

    @Test
    void bindsTheSiteToNumbersAndToTextAndThePeriod() throws Exception {
        table(
                "visits",
                "shop int, code varchar(10), seen " + timestampType(),
                List.of(
                        "7, '7', '2021-10-24 23:59:59'",
                        "7, '7', '2021-10-25 00:00:00'",
                        "7, '7', '2021-10-31 23:59:59'",
                        "7, '7', '2021-11-01 00:00:00'",
                        "8, '8', '2021-10-26 00:00:00'"));
        project.sites("7");
        String by = " = :site and seen >= :period_start and seen < :period_end";
        project.report("```sql numbers source=" + source() + "\nselect count(*) as n from visits where shop" + by
                + "\n```\n\n```sql texts source=" + source() + "\nselect count(*) as n from visits where code" + by
                + "\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "7", "numbers").column("n").get(0))
                    .isEqualTo(2L);
            assertThat(TestProject.frame(engine, "7", "texts").column("n").get(0))
                    .isEqualTo(2L);
        }
    }

    @Test
    void cutsADatasetForOneSiteAsForMany() throws Exception {
        table(
                "events",
                "site int, seen " + timestampType() + ", amount decimal(12,2)",
                List.of(
                        "1, '2021-10-25 10:00:00', 1.50",
                        "1, '2021-10-31 10:00:00', 2.25",
                        "1, '2021-11-01 10:00:00', 100",
                        "2, '2021-10-26 10:00:00', 7",
                        "3, '2021-10-26 10:00:00', 9"));
        project.sites("1\n2\n4\nx");
        project.dataset("mine", source(), "site", "select site, seen, amount from events where seen < :period_end");
        project.report("```sql q\nselect count(*) as n, sum(amount) as s, min(seen) as early from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "1", "q").column("n").get(0)).isEqualTo(2L);
            assertThat(TestProject.frame(engine, "1", "q").column("s").get(0)).hasToString("3.75");
            assertThat(TestProject.frame(engine, "1", "q").column("early").get(0))
                    .isEqualTo(LocalDateTime.of(2021, 10, 25, 10, 0));
            assertThat(TestProject.frame(engine, "4", "q").column("n").get(0)).isEqualTo(0L);
            assertBatchIsLikeSingle(engine);
        }
    }

    /// Renders every site both ways and compares data and pages.
    static void assertBatchIsLikeSingle(ReportEngine engine) {
        try (Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
            for (var site : batch.sites()) {
                Rendering many = batch.render(site).getFirst();
                Rendering one = TestProject.page(engine, site.id());
                assertThat(many.problems()).as("problems of " + site).isEmpty();
                assertThat(one.problems()).as("problems of " + site).isEmpty();
                assertThat(many.hash()).as("hash of " + site).isEqualTo(one.hash());
                assertThat(many.page()).as("page of " + site).isEqualTo(one.page());
            }
        }
    }

    @Test
    void keepsSitesApartWhateverTheirIdsAre() throws Exception {
        List<String> ids = HOSTILE_SITES.lines().toList();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            rows.add(literal(ids.get(i)) + ", 'canary-" + i + "-'");
        }
        table("events", "site varchar(200), canary varchar(20)", rows);
        project.sites(HOSTILE_SITES);
        project.dataset("mine", source(), "site", "select site, canary from events");
        project.report("```sql q\nselect canary from mine\n```\n\n```table q\n```\n");
        try (ReportEngine engine = project.open()) {
            assertBatchIsLikeSingle(engine);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(TestProject.frame(engine, ids.get(i), "q")
                                .column("canary")
                                .values())
                        .as("site " + ids.get(i))
                        .containsExactly("canary-" + i + "-");
            }
        }
    }

    String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Test
    void cutsNumbersByNoOtherIdThanTheirOwn() throws Exception {
        table("events", "site int, canary varchar(20)", List.of("0, 'zero'", "7, 'seven'", "10, 'ten'"));
        project.sites(HOSTILE_SITES);
        project.dataset("mine", source(), "site", "select site, canary from events");
        project.report("```sql q\nselect count(*) as n from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertBatchIsLikeSingle(engine);
            for (String id : HOSTILE_SITES.lines().toList()) {
                assertThat(TestProject.frame(engine, id, "q").column("n").get(0))
                        .as("site " + id)
                        .isEqualTo(id.equals("0") || id.equals("10") ? 1L : 0L);
            }
        }
    }

    @Test
    void cutsByAColumnWhoseNameNeedsQuotes() throws Exception {
        table("events", quoted("Site No") + " int, v int", List.of("1, 10", "2, 20"));
        project.sites("1\n2");
        project.dataset("mine", source(), "Site No", "select " + quoted("Site No") + ", v from events");
        project.report("```sql q\nselect sum(v) as s from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "2", "q").column("s").get(0)).isEqualTo(20L);
            assertBatchIsLikeSingle(engine);
        }
    }

    @Test
    void saysThatADatasetHasNoSiteColumnBothWays() throws Exception {
        table("events", "site int, v int", List.of("1, 10"));
        project.dataset("mine", source(), "sight", "select site, v from events");
        project.report("```sql q\nselect sum(v) as s from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            Problem one = TestProject.problem(engine, "a");
            assertThat(one.code()).isEqualTo(ProblemCode.UNKNOWN_DATASET_COLUMN);
            assertThat(one.hint()).contains("site");
            assertThat(problemsOfABatch(engine)).containsExactly(one);
        }
    }

    @Test
    void refusesADatasetWithTwoColumnsOfOneName() throws Exception {
        table("events", "site int, v int", List.of("1, 10"));
        project.dataset("mine", source(), "site", "select site, v, v + 1 as v from events");
        project.report("```sql q\nselect count(*) as s from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.problem(engine, "a").code()).isEqualTo(ProblemCode.DUPLICATE_COLUMN);
            assertThat(problemsOfABatch(engine))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.DUPLICATE_COLUMN);
        }
    }

    private static List<Problem> problemsOfABatch(ReportEngine engine) {
        try (Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
            return batch.render(batch.sites().getFirst()).getFirst().problems();
        }
    }

    @Test
    void saysWhereAQueryIsWrong() throws Exception {
        table("events", "site int, v int", List.of("1, 10"));
        Problem table = refused("select v\nfrom evnts");
        assertThat(table.code()).isIn(ProblemCode.BAD_SQL, ProblemCode.UNKNOWN_TABLE);
        assertThat(table.toString()).contains("evnts").startsWith("reports/r/report.md:");
        Problem column = refused("select w\nfrom events");
        assertThat(column.code()).isIn(ProblemCode.BAD_SQL, ProblemCode.UNKNOWN_COLUMN);
    }

    static Map<String, Object> firstRow(Frame frame) {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        frame.columns().forEach(c -> row.put(c.name(), c.get(0)));
        return row;
    }
}

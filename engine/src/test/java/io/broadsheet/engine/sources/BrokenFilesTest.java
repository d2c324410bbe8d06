package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not what their names say: said with their name and place, and without what is in them.
class BrokenFilesTest {
    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void begin() {
        project = new TestProject(folder).files("{ path: data }");
        project.file("data/good.csv", "site,v\na,1\nb,2\n");
        project.dataset("good_one", "files", "site", "select * from good");
        project.report("other", "", "```sql q\nselect sum(v) as s from good_one\n```\n");
    }

    private Problem assertUnreadable(String table) {
        project.dataset("mine", "files", "site", "select * from " + table);
        project.report("```sql q\nselect * from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            Problem problem = TestProject.problem(engine, "a");
            assertThat(problem.code()).as(problem.toString()).isEqualTo(ProblemCode.UNREADABLE_DATA);
            assertThat(problem.code().failureClass()).isEqualTo(FailureClass.USER);
            assertThat(problem.toString()).doesNotContain("kim@example.com").doesNotContain(folder.toString());
            Leftovers.assertNone(engine);
            // Others are not concerned.
            assertThat(engine.data(io.broadsheet.engine.RenderRequest.of("other", "a", TestProject.ISSUE), "q")
                            .column("s")
                            .get(0))
                    .isEqualTo(1L);
            return problem;
        }
    }

    @Test
    void saysWhichLineIsBad() {
        project.file(
                "data/late.csv", "site,v\n" + "a,1\n".repeat(150_000) + "a,kim@example.com\n" + "a,2\n".repeat(10));
        Problem problem = assertUnreadable("late");
        assertThat(problem.message())
                .isEqualTo(
                        "source 'files' can't read the file late.csv, line 150002: a value of column 'v' is not of type BIGINT");
        assertThat(problem.hint()).contains("types:");
    }

    @Test
    void saysThatALineHasTooManyFields() {
        project.file("data/late.csv", "site,v\n" + "a,1\n".repeat(150_000) + "a,1,kim@example.com\n");
        assertThat(assertUnreadable("late").message()).contains("late.csv, line 150002: it has 3 fields, the header 2");
    }

    @Test
    void saysThatTextIsNotUtf8() throws IOException {
        Files.write(folder.resolve("data/old.csv"), "site,v\na,한글\n".getBytes(Charset.forName("EUC-KR")));
        assertThat(assertUnreadable("old").message()).contains("old.csv").contains("not UTF-8");
    }

    @Test
    void saysThatAGzipFileIsCut() throws IOException {
        Path file = folder.resolve("data/cut.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 500_000; i++) {
                out.write(("a," + i * 7919L % 100_003 + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertUnreadableOrShort("cut");
        Files.writeString(file, "no gzip at all");
        assertThat(assertUnreadable("cut").message()).contains("cut.csv.gz");
    }

    private void assertUnreadableOrShort(String table) {
        assertThat(assertUnreadable(table).message()).contains("cut.csv.gz");
    }

    @Test
    void saysThatAParquetFileIsDamaged() {
        project.file("data/bad.parquet", "PAR1 kim@example.com PAR1");
        assertThat(assertUnreadable("bad").message()).contains("bad.parquet");
        project.file("data/bad.parquet", "x");
        assertThat(assertUnreadable("bad").message()).contains("bad.parquet");
    }

    @Test
    void readsAHeaderWithoutRows() {
        project.file("data/header.csv", "site,v\n");
        project.dataset("mine", "files", "site", "select * from header");
        project.report("```sql q\nselect count(*) as n from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "q").column("n").get(0)).isEqualTo(0L);
        }
    }

    @Test
    void saysThatAFileIsEmpty() {
        project.file("data/empty.csv", "");
        project.dataset("mine", "files", "site", "select * from empty");
        project.report("```sql q\nselect * from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            Problem problem = TestProject.problem(engine, "a");
            assertThat(problem.code()).isIn(ProblemCode.UNREADABLE_DATA, ProblemCode.UNKNOWN_DATASET_COLUMN);
        }
    }

    @Test
    void saysThatAFileIsGone() throws IOException {
        project.dataset("mine", "files", "site", "select * from good");
        project.report("```sql q\nselect * from mine\n```\n");
        try (ReportEngine engine = project.open();
                var batch = engine.batch(io.broadsheet.engine.BatchRequest.of(TestProject.ISSUE), e -> {})) {
            Files.delete(folder.resolve("data/good.csv"));
            // What was read is kept.
            assertThat(batch.render(batch.sites().getFirst()).getFirst().problems())
                    .isEmpty();
            Problem problem = TestProject.problem(engine, "a");
            assertThat(problem.code()).isEqualTo(ProblemCode.UNREADABLE_DATA);
            assertThat(problem.message())
                    .isEqualTo("source 'files' can't read the file good.csv: it is not there any more");
        }
    }

    @Test
    void readsFoldersThatLookLikePatterns() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("it's [a]*?"));
        TestProject other = new TestProject(odd).files("{ path: data }").file("data/b c.csv", "site,v\na,1\n");
        other.file("data/bxc.csv", "site,v\na,100\n");
        other.dataset("mine", "files", "site", "select * from b_c");
        other.report("```sql q\nselect sum(v) as s from mine\n```\n");
        try (ReportEngine engine = other.open()) {
            assertThat(TestProject.frame(engine, "q").column("s").get(0)).isEqualTo(1L);
        }
    }

    @Test
    void takesTypesThatTheProjectGives() {
        project.files("{ path: data, types: { good: { v: VARCHAR } } }");
        project.report("```sql q\nselect v || '!' as v from good_one\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "q").column("v").get(0)).isEqualTo("1!");
        }
    }

    @Test
    void saysWhereALateValueWouldBeCutToTheTypeOfTheFirst() {
        String many = "a,1\n".repeat(150_000);
        project.file("data/late.csv", "site,v\n" + many + "a,1.5\n");
        assertThat(assertUnreadable("late").message())
                .isEqualTo("source 'files' can't read the file late.csv, row 150001: a value of column 'v' has a"
                        + " fraction or zeros in front, which BIGINT would lose");
        project.file("data/padded.csv", "v,site\n" + many.replace("a,1", "1,a") + "0012,a\n");
        assertThat(assertUnreadable("padded").message()).contains("padded.csv, row 150001: a value of column 'v'");
        // Too large to be kept as a table: it is read when somebody asks.
        project.file("data/large.csv", "site,v\n" + many.repeat(15) + "a,1.5\n");
        assertThat(assertUnreadable("large").message()).contains("large.csv, row 2250001: a value of column 'v'");
    }

    @Test
    void readsAVeryWideFile() {
        StringBuilder header = new StringBuilder("site");
        for (int i = 0; i < 2000; i++) {
            header.append(",c").append(i);
        }
        project.file("data/wide.csv", header + "\n" + ("a" + ",1234567".repeat(2000) + "\n").repeat(20));
        project.dataset("mine", "files", "site", "select site, c1999 from wide");
        project.report("```sql q\nselect sum(c1999) as s from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "q").column("s").get(0)).isEqualTo(24_691_340L);
        }
    }

    @Test
    void takesLateValuesThatTheTypeHolds() {
        String last = """
                a,
                a,5.0
                a, 7
                a,+9
                a,-0
                a,-3
                """;
        project.file("data/late.csv", "site,v\n" + "a,1\n".repeat(150_000) + last);
        project.dataset("mine", "files", "site", "select * from late");
        project.report(
                "```sql q\nselect sum(v) as s, count(*) as n, count(v) as c, typeof(any_value(v)) as t from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.row(TestProject.frame(engine, "q")))
                    .containsExactly(150_018L, 150_006L, 150_005L, "BIGINT");
        }
    }

    @Test
    void takesADateOnlyWhereItsYearComesFirst() {
        project.file("data/days.csv", """
                site,us,eu,short,moment,iso,slashes
                a,03/04/2021,03-04-2021,03/04/21,03/04/2021 10:00:00,2021-04-03,2021/04/03
                """);
        project.file("data/us.csv", "site,us\na,03/04/2021\n");
        project.file("data/many.csv", "site,us\n" + "a,03/04/2021\n".repeat(3000));
        project.file("data/moments.csv", "site,us\n" + "a,03/04/2021 10:00:00\n".repeat(3000));
        project.file("data/iso.csv", "site,iso\na,2021-04-03\n");
        project.file("data/slashes.csv", "site,iso\na,2021/04/03\n");
        project.dataset("mine", "files", "site", """
                select site, d.us as us, eu, short, moment, d.iso as iso, (select us from us) as alone,
                  (select max(us) from many) as many, (select max(us) from moments) as moments,
                  (select iso from iso) as alone_iso, (select iso from slashes) as alone_slashes
                from days d""");
        project.report("```sql q\nselect * exclude (site) from mine\n```\n");
        java.time.LocalDate day = java.time.LocalDate.of(2021, 4, 3);
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.row(TestProject.frame(engine, "q")))
                    .containsExactly(
                            "03/04/2021",
                            "03-04-2021",
                            "03/04/21",
                            "03/04/2021 10:00:00",
                            day,
                            "03/04/2021",
                            "03/04/2021",
                            "03/04/2021 10:00:00",
                            day,
                            day);
        }
    }

    @Test
    void saysThatAValueDoesNotFitTheTypeThatTheProjectGives() {
        project.files("{ path: data, types: { prices: { v: INTEGER }, words: { V: integer } } }");
        project.file("data/prices.csv", "site,v\na,1.5\n");
        assertThat(assertUnreadable("prices").message()).contains("prices.csv, row 1: a value of column 'v'");
        project.file("data/words.csv", "site,v\na,007\na,kim@example.com\n");
        assertThat(assertUnreadable("words").message())
                .contains("words.csv, line 3: a value of column 'v' is not of type");
        // Who asks for a number gets one.
        project.file("data/words.csv", "site,v\na,007\n");
        project.dataset("mine", "files", "site", "select * from words");
        project.report("```sql q\nselect v from mine\n```\n");
        try (ReportEngine engine = project.open()) {
            assertThat(TestProject.frame(engine, "q").column("v").get(0)).isEqualTo(7L);
        }
    }
}

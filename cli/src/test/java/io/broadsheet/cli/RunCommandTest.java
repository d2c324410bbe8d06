package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Commands.Said;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunCommandTest {
    @TempDir
    Path folder;

    private Said run(Engine engine, Object... more) {
        Object[] words = {"run", "cohort", "--date", "2021-11-01", "--no-mail", "--project", folder};
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Commands.on(engine).run(all);
    }

    private Path page(String place) {
        return folder.resolve("out").resolve(place).resolve("cohort_report_2021-11-01.html");
    }

    @Test
    void publishesEveryPage() {
        Said said = run(Commands.engine("a", "b", "../x"));
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).isEqualTo("""
                        site  report  outcome  ms  bytes
                        ----  ------  -------  --  -----
                        ../x  cohort  ready    12     38
                        a     cohort  ready    12     38
                        b     cohort  ready    12     38

                        3 pages of 3 sites: 3 ready, 0 held, 0 failed; 114 B in 0.0 s, 3,000.0 pages/s
                        """);
        assertThat(said.err()).isEqualTo("read 1,234 rows of events in 1.5 s\n");
        assertThat(page("a")).exists();
        assertThat(page("%2E.%2Fx")).exists();
    }

    @Test
    void goesOnPastWhatFailsAndKeepsTheLastGoodPages() throws IOException {
        for (String site : List.of("held", "failed")) {
            Files.createDirectories(page(site).resolveSibling(""));
            Files.writeString(page(site), "last good");
        }
        Said said = run(Commands.engine("failed", "failed2", "held", "z"));
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(page("held")).hasContent("last good");
        assertThat(page("failed")).hasContent("last good");
        assertThat(page(".held/held")).exists();
        assertThat(page("z")).exists();
        assertThat(said.out())
                .contains("held     cohort  held")
                .contains("4 pages of 4 sites: 1 ready, 1 held, 2 failed")
                .contains("Held pages are in " + folder.resolve("out/.held"));
        // One cause, said once.
        assertThat(said.err()).containsOnlyOnce("error[query-failed]").contains("  sites: failed, failed2\n");
        assertThat(said.err()).contains("error[unmet-expectation]").contains("  sites: held\n");
    }

    @Test
    void aSourceThatIsDownIsTheEnvironmentsOnlyWhereNothingElseCouldBeMade() {
        assertThat(run(Commands.engine("failed-down")).exitCode()).isEqualTo(3);
        assertThat(run(Commands.engine("failed-down", "a")).exitCode()).isEqualTo(1);
        assertThat(run(Commands.engine("failed-down", "failed")).exitCode()).isEqualTo(1);
    }

    @Test
    void aPageThatIsReadyAgainIsNoLongerHeld() throws IOException {
        Files.createDirectories(page(".held/a").resolveSibling(""));
        Files.writeString(page(".held/a"), "held before");
        run(Commands.engine("a"));
        assertThat(page(".held/a")).doesNotExist();
    }

    @Test
    void ofManySitesOnlyTheTroubledAreShown() {
        String[] sites = Stream.concat(IntStream.range(0, 100).mapToObj(i -> "s" + i), Stream.of("held"))
                .toArray(String[]::new);
        Said said = run(Commands.engine(sites));
        assertThat(said.out())
                .doesNotContain("s17")
                .contains("held  cohort  held")
                .contains("101 pages of 101 sites: 100 ready, 1 held");
    }

    @Test
    void runsWhatIsAsked() {
        FakeEngine engine = Commands.engine("a", "b", "c", "a,b");
        Said said = Commands.on(engine)
                .run(
                        "run",
                        "cohort,channel",
                        "--date",
                        "2021-11-01",
                        "--sites",
                        "a,c",
                        "--param",
                        "weeks=4",
                        "--project",
                        folder);
        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).contains("No mail was sent");
        assertThat(engine.batches.getLast().toString())
                .isEqualTo(
                        "BatchRequest[reports=[cohort, channel], siteIds=[a, c], issueDate=2021-11-01, parameters={weeks=4}]");
        Commands.on(engine).run("run", "all", "--date", "2021-11-01", "--sites", "a,b", "--project", folder);
        assertThat(engine.batches.getLast().siteIds()).containsExactly("a,b");
        assertThat(engine.batches.getLast().reports()).isEmpty();
        assertThat(engine.batches.getLast().issueDate()).isEqualTo(LocalDate.of(2021, 11, 1));
    }

    @Test
    void whatIsNamedTwiceIsMeantOnce() {
        FakeEngine engine = Commands.engine("a", "b");
        Commands.on(engine)
                .run("run", "cohort,cohort", "--date", "2021-11-01", "--sites", "b,a,b", "--project", folder);
        assertThat(engine.batches.getLast().reports()).containsExactly("cohort");
        assertThat(engine.batches.getLast().siteIds()).containsExactly("b", "a");
    }

    @Test
    void aSiteThatTheListGetsWrongIsSaid() {
        FakeEngine engine = Commands.engine("a");
        engine.badSites = List.of(FakeEngine.problem(ProblemCode.BAD_SITE, "two sites have the id b"));
        Said said = run(engine);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("error[bad-site]: two sites have the id b");
        assertThat(said.out()).contains("1 ready").contains("The list of sites has 1 mistake");
        assertThat(page("a")).exists();
    }

    @Test
    void unknownSitesAreUsage() {
        assertThat(run(Commands.engine("10026"), "--sites", "10026,10027").exitCode())
                .isEqualTo(2);
        assertThat(run(Commands.engine("10026"), "--sites", "").exitCode()).isEqualTo(2);
    }

    @Test
    void anotherStoreThanFilesIsSaid() {
        Said said = run(new FakeEngine("s3://bucket/reports", "a"));
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err()).contains("files only", "s3://bucket/reports", "--out");
        assertThat(run(new FakeEngine("s3://bucket/reports", "a"), "--out", folder.resolve("o"))
                        .exitCode())
                .isZero();
    }

    @Test
    void anAbsoluteStoreIsTakenAsItIs() {
        assertThat(run(new FakeEngine("file://" + folder.resolve("store"), "a")).exitCode())
                .isZero();
        assertThat(folder.resolve("store/a")).exists();
    }

    @Test
    void aStopSaysWhatWasDone() throws IOException {
        FakeEngine engine = Commands.engine("a", "b", "c");
        engine.beforeSite = site -> interruptAt(site, "c");
        Said said = run(engine);
        assertThat(said.exitCode()).isEqualTo(130);
        assertThat(said.err()).endsWith("Stopped: 2 of 3 sites were done, and their pages are whole.\n");
        assertThat(said.out()).contains("2 pages of 2 sites: 2 ready");
        assertThat(Thread.interrupted()).isFalse();
        assertNoTemporaryFiles();
    }

    @Test
    void aStopBeforeTheFirstSiteSaysSo() {
        FakeEngine engine = Commands.engine("a", "b");
        engine.beforeSite = site -> interruptAt(site, "a");
        assertThat(run(engine).err()).endsWith("Stopped: no site was done.\n");
        assertThat(Thread.interrupted()).isFalse();
    }

    private static void interruptAt(Site site, String id) {
        if (site.id().equals(id)) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSiteThatCanNotBeWrittenIsItsOwn() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/b"), "a file in the way of site b");
        Said said = run(Commands.engine("a", "b", "c"));
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("is a file, not a folder").contains("  sites: b\n");
        assertThat(said.out()).contains("3 pages of 3 sites: 2 ready, 0 held, 1 failed");
        assertThat(page("c")).exists();
        assertThat(folder.resolve("out/.probe")).doesNotExist();
    }

    @Test
    void aStoreThatBreaksEndsTheRun() throws IOException {
        FakeEngine engine = Commands.engine("a", "b", "c");
        engine.beforeSite = site -> breakTheStoreAt(site, "b");
        Said said = run(engine);
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err()).contains("can't write into").contains("1 of 3 sites were done");
        assertThat(folder.resolve("moved/a")).exists();
        assertNoTemporaryFiles();
    }

    private void breakTheStoreAt(Site site, String id) {
        if (site.id().equals(id)) {
            try {
                Files.move(folder.resolve("out"), folder.resolve("moved"));
                Files.writeString(folder.resolve("out"), "no folder any more");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void assertNoTemporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(f -> f.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void jsonHasEveryPageAndEachTroubleOnce() {
        JsonNode json = JsonMapper.shared()
                .readTree(run(Commands.engine("a", "failed", "failed2"), "--format", "json")
                        .out());
        assertThat(json.get("outcome").asString()).isEqualTo("problems");
        assertThat(json.get("pages")).hasSize(3);
        assertThat(json.get("pages").get(0).get("path").asString()).endsWith("cohort_report_2021-11-01.html");
        assertThat(json.get("troubles")).hasSize(1);
        assertThat(json.get("troubles").get(0).get("sites").toString()).isEqualTo("[\"failed\",\"failed2\"]");
        assertThat(json.get("totals").get("failed").asInt()).isEqualTo(2);
    }
}

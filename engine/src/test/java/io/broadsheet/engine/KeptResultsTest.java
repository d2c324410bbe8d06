package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An engine that keeps results runs a query again where something has changed that its result depends on,
/// and only there.
class KeptResultsTest {
    private static final LocalDate ISSUE = LocalDate.of(2021, 11, 1);
    private static final String FRONT = """
            ---
            title: Kept
            params:
              least: 1
              unused: 1
            use:
              - twice from shared/sums.sql
            expect:
              - { sql: "select count(*) > 0 from orders" }
            ---
            """;
    private static final String QUERIES = """

            ```sql orders_by_day
            select day, sum(n) as n from orders where n >= :least group by day order by day
            ```

            ```sql total
            select twice(sum(n)) as total from orders_by_day
            ```

            ```sql plain source=files
            select sum(n) as n from numbers
            ```
            """;
    private static final String WORDS = """

            Total {{ total.total }}, plain {{ plain.n }}.
            """;

    @TempDir
    Path folder;

    private final List<String> read = new ArrayList<>();
    private ReportEngine engine;

    @BeforeEach
    void open() {
        write("broadsheet.yaml", """
                name: kept
                locale: en
                timezone: Asia/Seoul
                sites: sites.csv
                sources:
                  files: { path: data, tenants: one }
                  more: { path: more }
                """);
        write("sites.csv", "id,name\na,One\nb,Two\n");
        write("datasets/orders.sql", "-- source: more\n-- site: site\nselect site, day, n from orders\n");
        write("shared/sums.sql", "create macro twice(x) as 2 * x;\n");
        write("more/orders.csv", "site,day,n\na,2021-10-25,1\na,2021-10-26,2\nb,2021-10-25,40\n");
        write("data/numbers.csv", "n\n3\n4\n");
        report(FRONT + QUERIES + WORDS);
        engine = ReportEngine.open(
                folder, EngineOptions.DEFAULT.withKept(8).withWorkers(1).withListener(this::hear));
        assertThat(page("a").page().orElseThrow()).contains("Total 6, plain 7.");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void hear(RunEvent event) {
        if (event instanceof RunEvent.DatasetReading reading) {
            read.add(reading.dataset());
        }
    }

    private void report(String text) {
        write("reports/r/report.md", text);
    }

    private void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rendering page(String site) {
        read.clear();
        Rendering page = engine.render(RenderRequest.of("r", site, ISSUE));
        assertThat(page.problems()).isEmpty();
        assertThat(page.outcome()).isEqualTo(Outcome.READY);
        return page;
    }

    private Rendering reread() {
        engine = engine.reread();
        return page("a");
    }

    private static List<String> run(Rendering page) {
        return page.timings().stream()
                .filter(t -> t.part().equals("query"))
                .map(Timing::name)
                .toList();
    }

    private void assertNothingIsRun(Rendering page) {
        assertThat(run(page)).isEmpty();
        assertThat(read).isEmpty();
        assertThat(page.timings().stream().filter(t -> t.part().equals("kept")).map(Timing::name))
                .containsExactlyInAnyOrder("orders_by_day", "total", "plain");
    }

    @Test
    void runsNothingWhereOnlyWordsChanged() {
        report(FRONT + QUERIES + WORDS + "\nMore words.\n\n```table orders_by_day\n```\n");
        Rendering page = reread();
        assertNothingIsRun(page);
        assertThat(page.page().orElseThrow()).contains("More words.", "Total 6, plain 7.");
    }

    @Test
    void runsAQueryAgainWhoseTextChangedAndThoseThatReadIt() {
        report(FRONT + QUERIES.replace("sum(n) as n from orders where", "sum(n) + 1 as n from orders where") + WORDS);
        Rendering page = reread();
        assertThat(run(page)).containsExactly("orders_by_day", "total");
        assertThat(read).isEmpty();
        assertThat(page.page().orElseThrow()).contains("Total 10, plain 7.");
    }

    @Test
    void doesNotRunWhatAChangedQueryReads() {
        report(FRONT + QUERIES.replace("twice(sum(n))", "twice(max(n))") + WORDS);
        Rendering page = reread();
        assertThat(run(page)).containsExactly("total");
        assertThat(page.page().orElseThrow()).contains("Total 4, plain 7.");
    }

    @Test
    void makesTheTableOfAKeptResultAgainWhereItIsNeeded() {
        page("b");
        report(FRONT + QUERIES.replace("twice(sum(n))", "twice(max(n))") + WORDS);
        Rendering page = reread();
        assertThat(run(page)).containsExactly("total");
        assertThat(read).containsExactly("orders");
        assertThat(page.page().orElseThrow()).contains("Total 4, plain 7.");
    }

    @Test
    void goesBackToAnEarlierTextWithoutRunningIt() {
        report(FRONT + QUERIES.replace("sum(n) as n from orders where", "sum(n) + 1 as n from orders where") + WORDS);
        reread();
        report(FRONT + QUERIES + WORDS);
        Rendering page = reread();
        assertNothingIsRun(page);
        assertThat(page.page().orElseThrow()).contains("Total 6, plain 7.");
    }

    @Test
    void runsAgainForAnotherSiteAndNotForTheFirstOneAfterwards() {
        Rendering other = page("b");
        assertThat(run(other)).containsExactlyInAnyOrder("orders_by_day", "total", "plain");
        assertThat(other.page().orElseThrow()).contains("Total 80, plain 7.");
        assertNothingIsRun(page("a"));
    }

    @Test
    void runsWhatBindsAParameterThatChanged() {
        Rendering other = engine.render(RenderRequest.of("r", "a", ISSUE).with("least", "2"));
        assertThat(run(other)).containsExactly("orders_by_day", "total");
        assertThat(other.page().orElseThrow()).contains("Total 4, plain 7.");
        assertThat(run(engine.render(RenderRequest.of("r", "a", ISSUE).with("unused", "2"))))
                .isEmpty();
    }

    @Test
    void runsNothingForAnotherDateThatNobodyBinds() {
        assertThat(run(engine.render(RenderRequest.of("r", "a", ISSUE.minusWeeks(1)))))
                .isEmpty();
        report(FRONT + QUERIES.replace("where n", "where day < :period_end and n") + WORDS);
        reread();
        Rendering earlier = engine.render(RenderRequest.of("r", "a", LocalDate.of(2021, 10, 25)));
        assertThat(run(earlier)).containsExactly("orders_by_day", "total");
    }

    @Test
    void runsWhatMayCallAMacroThatChanged() {
        write("shared/sums.sql", "create macro twice(x) as 3 * x;\n");
        Rendering page = reread();
        assertThat(run(page)).contains("total").doesNotContain("plain");
        assertThat(page.page().orElseThrow()).contains("Total 9, plain 7.");
    }

    @Test
    void readsADatasetAgainWhoseTextChanged() {
        write("datasets/orders.sql", "-- source: more\n-- site: site\nselect site, day, 10 * n as n from orders\n");
        Rendering page = reread();
        assertThat(read).containsExactly("orders");
        assertThat(run(page)).containsExactly("orders_by_day", "total");
        assertThat(page.page().orElseThrow()).contains("Total 60, plain 7.");
    }

    @Test
    void readsFilesAgainThatChanged() {
        write("more/orders.csv", "site,day,n\na,2021-10-25,500\n");
        Rendering page = page("a");
        assertThat(read).containsExactly("orders");
        assertThat(run(page)).containsExactly("orders_by_day", "total");
        assertThat(page.page().orElseThrow()).contains("Total 1,000, plain 7.");
        write("data/numbers.csv", "n\n3\n40\n");
        Rendering next = page("a");
        assertThat(run(next)).containsExactly("plain");
        assertThat(next.page().orElseThrow()).contains("Total 1,000, plain 43.");
    }

    @Test
    void seesSitesThatWereAdded() {
        write("sites.csv", "id,name\na,Uno\nb,Two\nc,Three\n");
        Rendering page = reread();
        assertThat(engine.sites()).extracting(s -> s.id()).containsExactly("a", "b", "c");
        assertThat(page.page().orElseThrow()).contains("Uno");
        assertNothingIsRun(page);
    }

    @Test
    void opensAnewWhereTheProjectFileChanged() {
        write("broadsheet.yaml", """
                name: kept
                locale: en
                timezone: Europe/Paris
                sites: sites.csv
                sources:
                  files: { path: more, tenants: one }
                  more: { path: more }
                """);
        write("more/numbers.csv", "n\n8\n");
        Rendering page = reread();
        assertThat(run(page)).contains("plain");
        assertThat(page.page().orElseThrow()).contains("plain 8.");
    }

    @Test
    void staysAsItWasWhereTheProjectFileIsBroken() {
        write("broadsheet.yaml", "name: [\n");
        assertThatThrownBy(() -> engine.reread()).isInstanceOf(ProjectException.class);
        assertNothingIsRun(page("a"));
    }

    @Test
    void asksAgainForWhatFailed() {
        report(FRONT + QUERIES.replace("twice(sum(n)) as", "cast('x' as integer) as") + WORDS);
        engine = engine.reread();
        for (int i = 0; i < 2; i++) {
            Rendering page = engine.render(RenderRequest.of("r", "a", ISSUE));
            assertThat(page.problems()).isNotEmpty();
            assertThat(run(page)).containsExactly("total");
        }
    }

    @Test
    void readsEverythingAgainWhenItIsForgotten() {
        engine.forgetKept();
        Rendering page = page("a");
        assertThat(read).containsExactly("orders");
        assertThat(run(page)).containsExactlyInAnyOrder("orders_by_day", "total", "plain");
    }

    @Test
    void keepsNothingUnlessTold() {
        try (ReportEngine plain = ReportEngine.open(folder)) {
            RenderRequest request = RenderRequest.of("r", "a", ISSUE);
            plain.render(request);
            assertThat(run(plain.render(request))).hasSize(3);
        }
    }

    @Test
    void givesTheSamePageAsAnEngineThatKeepsNothing() {
        try (ReportEngine plain = ReportEngine.open(folder)) {
            Rendering expected = plain.render(RenderRequest.of("r", "a", ISSUE));
            Rendering kept = page("a");
            assertThat(kept.page()).isEqualTo(expected.page());
            assertThat(kept.hash()).isEqualTo(expected.hash());
        }
    }

    @Test
    @Timeout(60)
    void makesPagesAgainOnAThreadThatWasStopped() throws InterruptedException {
        report(FRONT + """

                ```sql endless
                select count(*) as n from range(100000000000) a, range(1000000) b where a.range % 7 = b.range % 3
                ```

                """);
        engine = engine.reread();
        CountDownLatch begun = new CountDownLatch(1);
        List<Rendering> made = new CopyOnWriteArrayList<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            begun.countDown();
            made.add(engine.render(RenderRequest.of("r", "a", ISSUE)));
            engine.resume(Thread.currentThread());
            report(FRONT + QUERIES + WORDS);
            engine = engine.reread();
            made.add(engine.render(RenderRequest.of("r", "a", ISSUE)));
        });
        begun.await();
        while (engine.busy() == 0 && worker.isAlive()) {
            Thread.onSpinWait();
        }
        engine.stop(worker);
        worker.join();
        assertThat(made.get(0).problems()).extracting(p -> p.code()).containsOnly(ProblemCode.CANCELLED);
        assertThat(made.get(1).page().orElseThrow()).contains("Total 6, plain 7.");
    }

    @Test
    void takesParametersOfDatasetsToo() {
        write("datasets/orders.sql", """
                -- source: more
                -- site: site
                -- params: { factor: 1 }
                select site, day, cast(:factor as integer) * n as n from orders
                """);
        engine = engine.reread();
        assertThat(engine.check()).isEmpty();
        assertThat(engine.parameters("r"))
                .extracting(p -> p.name().text())
                .containsExactly("least", "unused", "factor");
        Rendering tenfold = engine.render(new RenderRequest("r", "a", ISSUE, Map.of("factor", "10")));
        assertThat(tenfold.problems()).isEmpty();
        assertThat(tenfold.page().orElseThrow()).contains("Total 60,");
    }
}

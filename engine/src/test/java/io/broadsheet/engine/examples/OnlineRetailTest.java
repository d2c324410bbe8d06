package io.broadsheet.engine.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.project.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reports of `examples/online-retail` on the real file, which is not in the repository.
class OnlineRetailTest {
    private static final String EVERYWHERE = "All countries";
    private static final LocalDate AFTER_THE_DATA = LocalDate.of(2012, 1, 1);

    @TempDir
    private static Path temp;

    private static ReportEngine engine;

    @BeforeAll
    static void putTheFileInItsPlace() throws IOException {
        Optional<Path> file = ExampleProject.sharedData("online_retail/online_retail.csv.gz");
        assumeTrue(
                file.isPresent(),
                "shared/data/online_retail/online_retail.csv.gz is not beside the repository;"
                        + " examples/online-retail/README.md says where to get it");
        Path project = ExampleProject.copy("online-retail", temp);
        Files.createDirectories(project.resolve("data"));
        Files.copy(file.orElseThrow(), project.resolve("data/online_retail.csv.gz"));
        engine = ExampleProject.open(project, Map.of());
    }

    @AfterAll
    @SuppressWarnings("ConstantValue") // it is null where the tests are skipped
    static void close() {
        if (engine != null) {
            engine.close();
        }
    }

    /// Distinct customers of a monthly cohort: its size, then those who were there 1, 2, ... months later.
    private static List<Long> cohort(Frame frame, LocalDate month) {
        List<Long> people = new ArrayList<>();
        for (int r = 0; r < frame.rowCount(); r++) {
            if (month.equals(frame.column("cohort").get(r))) {
                if (people.isEmpty()) {
                    people.add((long) frame.column("size").number(r));
                }
                people.add((long) frame.column("people").number(r));
            }
        }
        return people;
    }

    @Test
    void givesTheMonthlyCohortsThatOthersPublished() {
        Frame monthly = engine.data(
                RenderRequest.of("cohort", EVERYWHERE, AFTER_THE_DATA)
                        .with("cancellations", "true")
                        .with("other_codes", "true")
                        .with("unpriced", "true"),
                "monthly");
        assertThat(cohort(monthly, LocalDate.of(2010, 12, 1)))
                .containsExactly(948L, 362L, 317L, 367L, 341L, 376L, 360L, 336L, 336L, 374L, 354L, 474L, 260L);
        assertThat(cohort(monthly, LocalDate.of(2011, 1, 1)))
                .containsExactly(421L, 101L, 119L, 102L, 138L, 126L, 110L, 108L, 131L, 146L, 155L, 63L);
    }

    @Test
    void keepsFewerCustomersWhenOnlySalesCount() {
        Frame monthly = engine.data(RenderRequest.of("cohort", EVERYWHERE, AFTER_THE_DATA), "monthly");
        assertThat(cohort(monthly, LocalDate.of(2010, 12, 1)).getFirst()).isEqualTo(884L);
    }

    @Test
    void makesEveryPageOfEveryCountry() {
        for (Rendering rendering : made(List.of(), LocalDate.of(2011, 12, 5))) {
            assertThat(page(rendering)).doesNotContain("The data ends on");
        }
    }

    @Test
    void saysWhereTheEndOfTheDataCutsWhatItTells() {
        for (Rendering rendering : made(List.of(EVERYWHERE, "Germany", "Norway"), AFTER_THE_DATA)) {
            if (!rendering.report().equals("product")) {
                assertThat(page(rendering)).contains("The data ends on");
            }
        }
    }

    private static List<Rendering> made(List<String> sites, LocalDate issue) {
        List<Rendering> made = new ArrayList<>();
        try (Batch batch = engine.batch(new BatchRequest(List.of(), sites, issue, Map.of()), event -> {})) {
            for (Site site : batch.sites()) {
                made.addAll(batch.render(site));
            }
        }
        return made;
    }

    private static String page(Rendering rendering) {
        String about = rendering.report() + " of " + rendering.site().id();
        assertThat(rendering.problems()).as(about).isEmpty();
        assertThat(rendering.outcome()).as(about).isEqualTo(Outcome.READY);
        String page = rendering.page().orElseThrow();
        assertThat(page).as(about).doesNotContainPattern("NaN|>null<|\\{\\{");
        return page;
    }
}

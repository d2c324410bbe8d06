package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetValuesTest {
    @TempDir
    Path folder;

    @Test
    void reportsOfOneWorkbenchSeeADatasetWithTheirOwnValues() throws IOException {
        write(
                "broadsheet.yaml",
                "name: x\nlocale: en\ntimezone: Asia/Seoul\nsites: sites.csv\nsources:\n  files: { path: data }\n");
        write("sites.csv", "id,name\n1,One\n");
        write("data/numbers.csv", "site,n\n1,1\n1,2\n1,3\n");
        write("datasets/numbers.sql", """
                -- source: files
                -- site: site
                -- params: { least: 1 }
                select site, n from numbers where n >= :least
                """);
        // The third one's value is the first one's.
        report("a", 1);
        report("b", 3);
        report("c", 1);
        try (ReportEngine engine = ReportEngine.open(folder);
                Batch batch = engine.batch(BatchRequest.of(LocalDate.of(2021, 11, 1)), event -> {})) {
            List<Rendering> pages = batch.render(batch.sites().getFirst());
            assertThat(pages).allSatisfy(page -> assertThat(page.problems()).isEmpty());
            assertThat(pages.stream().map(p -> p.page().orElseThrow().contains("<p>6</p>")))
                    .containsExactly(true, false, true);
        }
    }

    private void report(String name, int least) throws IOException {
        write(
                "reports/" + name + "/report.md",
                "---\ntitle: " + name + "\nparams:\n  least: " + least
                        + "\n---\n\n```sql sums\nselect sum(n) as n from numbers\n```\n\n{{ sums.n }}\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}

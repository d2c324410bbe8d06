package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedFilesTest {
    @TempDir
    Path folder;

    @Test
    void seesAFileThatChangedAtTheNextPage() throws IOException {
        Files.createDirectories(folder.resolve("reports/sums"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("broadsheet.yaml"), """
                name: files
                locale: en
                timezone: Asia/Seoul
                sites: sites.csv
                sources:
                  files: { path: data, tenants: one }
                """);
        Files.writeString(folder.resolve("sites.csv"), "id,name\n1,One\n");
        Files.writeString(folder.resolve("reports/sums/report.md"), """
                ---
                title: Sums
                ---
                ```sql sums source=files
                select sum(n) as total, typeof(any_value(n)) as type, count(*) as files from numbers
                ```
                """);
        Path numbers = folder.resolve("data/numbers.csv");
        Files.writeString(numbers, "n\n1\n2\n");
        try (ReportEngine engine = ReportEngine.open(folder)) {
            assertThat(sums(engine)).isEqualTo("3 BIGINT");
            Files.writeString(numbers, "n\n40\n2\n");
            assertThat(sums(engine)).isEqualTo("42 BIGINT");
            assertThat(sums(engine)).isEqualTo("42 BIGINT");
            // Too large to be written into a view.
            Files.writeString(numbers, "n\n" + "1.5\n".repeat(20_000));
            assertThat(sums(engine)).isEqualTo("30000.0 DOUBLE");
            Files.writeString(numbers, "n\n7\n");
            assertThat(sums(engine)).isEqualTo("7 BIGINT");
        }
    }

    private static String sums(ReportEngine engine) {
        Frame sums = engine.data(RenderRequest.of("sums", "1", LocalDate.of(2021, 11, 1)), "sums");
        return sums.columns().get(0).get(0) + " " + sums.columns().get(1).get(0);
    }
}

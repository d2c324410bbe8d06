package io.broadsheet.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Broadsheet;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.server.ShopProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ProblemJsonTest {
    @TempDir
    Path folder;

    private Path mistaken() throws IOException {
        Path project = ShopProject.in(folder, "");
        Path report = project.resolve("reports/orders/report.md");
        Files.writeString(report, Files.readString(report).replace("y: orders", "y: \"<ordrs>\\\\\"\nnosuch: 1"));
        return project;
    }

    @Test
    void problemsLookAsTheCommandWritesThem() throws IOException {
        Path project = mistaken();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Broadsheet.run(
                new String[] {"check", project.toString(), "--format", "json"},
                print,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        JsonMapper json = new JsonMapper();
        try (ReportEngine engine = ReportEngine.open(project)) {
            List<Problem> problems = engine.check();
            assertThat(problems).isNotEmpty();
            assertThat(json.readTree(ProblemJson.of(problems, engine.project().secrets())))
                    .isEqualTo(
                            json.readTree(out.toString(StandardCharsets.UTF_8)).get("problems"));
        }
    }

    @Test
    void keepsAsManyAsAColumnHoldsAndStaysJson() throws IOException {
        try (ReportEngine engine = ReportEngine.open(mistaken())) {
            Problem problem = engine.check().getFirst();
            String many = ProblemJson.of(
                    Collections.nCopies(5000, problem), engine.project().secrets());
            assertThat(many).hasSizeLessThanOrEqualTo(AttemptTable.PROBLEMS);
            assertThat(new JsonMapper().readTree(many).size()).isPositive().isLessThan(5000);
        }
    }
}

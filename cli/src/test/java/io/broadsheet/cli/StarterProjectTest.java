package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Commands.Said;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The project that `init` makes, through the real engine.
class StarterProjectTest {
    @TempDir
    Path folder;

    private final String today = LocalDate.now(ZoneId.systemDefault()).toString();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void runsAsItIs(String language) throws Exception {
        Path project = folder.resolve("shop");
        assertRuns("init", project, "--lang", language);
        assertThat(assertRuns("check", project, "--data").out()).isEqualTo("1 report, 2 sites: no problems\n");

        Said rendered = assertRuns("render", "first", "--project", project, "--site", "seoul", "--date", today);
        Path page = project.resolve("out/seoul/first_report_" + today + ".html");
        assertThat(rendered).isEqualTo(new Said(0, page + "\n", ""));
        assertThat(page).content().startsWithIgnoringCase("<!doctype html>").contains("<svg", "<table");
        assertThat(Files.size(page)).isLessThan(74_000);

        Said data = assertRuns(
                "data", "first", "--project", project, "--site", "seoul", "--date", today, "--query", "by_category");
        assertThat(data.out()).startsWith("category,orders,revenue\r\n");
        assertThat(data.out().lines()).hasSize(5);

        assertThat(assertRuns("run", "all", "--project", project, "--date", today, "--no-mail")
                        .out())
                .contains("2 pages of 2 sites: 2 ready, 0 held, 0 failed");
        try (var files = Files.walk(project.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void showsEverythingThatAReportCanBe(String language) throws Exception {
        Path project = folder.resolve("shop");
        assertRuns("init", project, "--lang", language);
        String report = Files.readString(project.resolve("reports/first/report.md"));
        for (String component : componentsWithASchema(project)) {
            assertThat(report).containsPattern("(?m)^```" + component + "( |$)");
        }
        assertThat(report)
                .contains(
                        "params:", "use:", "expect:", "mail: { summary:", "::: columns", "> [!", "{{ params.weeks }}");
    }

    private static List<String> componentsWithASchema(Path project) throws Exception {
        try (var files = Files.list(project.resolve("schemas"))) {
            List<String> names = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith("component."))
                    .map(f -> f.split("\\.")[1])
                    .toList();
            assertThat(names).hasSizeGreaterThan(10);
            return names;
        }
    }

    private static Said assertRuns(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        int exitCode = Broadsheet.run(args, Commands.stream(out), Commands.stream(err));
        Said said = new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(exitCode).as(said.toString()).isZero();
        return said;
    }
}

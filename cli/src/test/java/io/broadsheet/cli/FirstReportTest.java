package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/guide/first-report.md`, done as it is told: its files are written, its commands run, what it says that they
/// print is printed.
class FirstReportTest {
    private static final Path GUIDE = Path.of("../docs/guide/first-report.md");

    @TempDir
    Path folder;

    /// @param before the last line of text before the fence
    private record Fence(String info, String before, String text) {}

    private static List<Fence> fences() throws IOException {
        List<Fence> fences = new ArrayList<>();
        String before = "";
        Optional<String> opener = Optional.empty();
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(GUIDE)) {
            if (opener.isPresent()) {
                if (line.equals(opener.get().replaceAll("[^`]", ""))) {
                    fences.add(new Fence(opener.get().replace("`", ""), before, text.toString()));
                    opener = Optional.empty();
                    text.setLength(0);
                } else {
                    text.append(line).append('\n');
                }
            } else if (line.startsWith("```")) {
                opener = Optional.of(line);
            } else if (!line.isBlank()) {
                before = line;
            }
        }
        return fences;
    }

    @Test
    void everyStepOfTheGuideWorks() throws IOException {
        List<Fence> fences = fences();
        Path report = folder.resolve("shop/reports/orders/report.md");
        for (int i = 0; i < fences.size(); i++) {
            Fence fence = fences.get(i);
            switch (fence.info()) {
                case "markdown" -> {
                    assertThat(fence.before()).isEqualTo("`shop/reports/orders/report.md`:");
                    Files.createDirectories(report.resolveSibling(""));
                    Files.writeString(report, fence.text());
                }
                case "yaml" ->
                    Files.writeString(
                            report,
                            Files.readString(report)
                                    .replaceFirst(
                                            "(?m)^---$", "---\n" + fence.text().strip()));
                case "sh" -> {
                    boolean fails =
                            i + 1 < fences.size() && fences.get(i + 1).info().equals("text");
                    String said = run(fence.text(), fails ? 1 : 0);
                    if (fails) {
                        assertThat(said.strip())
                                .isEqualTo(fences.get(i + 1).text().strip());
                    }
                }
                default -> assertThat(fence.info()).isEqualTo("text");
            }
        }
        assertThat(folder.resolve("shop/out/busan/orders_report_" + today() + ".html"))
                .exists();
    }

    private static String today() {
        return LocalDate.now(ZoneId.systemDefault()).toString();
    }

    private String run(String commands, int exitCode) {
        StringBuilder said = new StringBuilder();
        for (String command : commands.lines().toList()) {
            String[] words = command.replace("$(date +%F)", today())
                    .replaceFirst("^broadsheet ", "")
                    .replaceFirst("\\bshop\\b", folder.resolve("shop").toString())
                    .split(" +");
            if (words[0].equals("preview")) {
                Broadsheet.commandLine(Surroundings.of(System.out, System.err)).parseArgs(words);
                continue;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int code = Broadsheet.run(words, Commands.stream(out), Commands.stream(out));
            said.append(out.toString(StandardCharsets.UTF_8));
            assertThat(code).as(command + "\n" + said).isEqualTo(exitCode);
        }
        return said.toString();
    }
}

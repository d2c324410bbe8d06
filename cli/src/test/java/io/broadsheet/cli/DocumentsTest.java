package io.broadsheet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What README and the guides tell people to type is understood and compiles.
class DocumentsTest {
    private static final Path ROOT = Repository.ROOT;
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /// The server's module has a test of its own for these.
    private static final Pattern OF_THE_SERVER = Pattern.compile("(\\./)?broadsheet (serve|demo|doctor)\\b.*");

    private static List<String> blocks(String file, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher fences = FENCE.matcher(Files.readString(ROOT.resolve(file)));
        while (fences.find()) {
            if (fences.group(1).equals(language)) {
                blocks.add(fences.group(2));
            }
        }
        return blocks;
    }

    private static List<String> commands(String file) throws IOException {
        return blocks(file, "sh").stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                .filter(line -> line.startsWith("./broadsheet ") || line.startsWith("broadsheet "))
                .filter(line -> !OF_THE_SERVER.matcher(line).matches())
                .toList();
    }

    private static String[] words(String command) {
        return Stream.of(command.replace("$(date +%F)", "2021-11-01").split(" +"))
                .skip(1)
                .toArray(String[]::new);
    }

    @Test
    void everyCommandIsUnderstood() throws IOException {
        for (String file : List.of("README.md", "docs/cli.md", "docs/guide/editor.md", "docs/guide/first-report.md")) {
            assertThat(commands(file)).as(file).isNotEmpty();
            for (String command : commands(file)) {
                CommandLine line = Broadsheet.commandLine(Surroundings.of(System.out, System.err));
                assertThat(line.parseArgs(words(command)).errors()).as(command).isEmpty();
            }
        }
    }

    @Test
    void theReadmesTwoCommandsAreThere() throws IOException {
        assertThat(commands("README.md"))
                .contains("./broadsheet render cohort --project examples/divers --site 10026 --date 2021-11-01");
        assertThat(String.join("", blocks("README.md", "sh"))).contains("./verify");
    }

    /// Word for word, in a folder that has the example in its place.
    @Test
    @Timeout(180)
    void theReadmesPageAndItsJavaComeOut(@TempDir Path folder) throws Exception {
        Repository.copyExample("divers", folder.resolve("examples/divers"));
        List<String> command = new ArrayList<>(List.of(Broadsheet.class.getName()));
        command.addAll(List.of(words(commands("README.md").getFirst())));
        assertThat(java(folder, command)).isEqualTo("examples/divers/out/10026/cohort_report_2021-11-01.html\n");
        Path page = folder.resolve("examples/divers/out/10026/cohort_report_2021-11-01.html");
        assertThat(page).content().startsWith("<!doctype html>");

        Files.writeString(
                folder.resolve("Example.java"), blocks("README.md", "java").getFirst());
        assertThat(java(folder, List.of("Example.java"))).isEmpty();
        assertThat(folder.resolve("cohort.html")).hasSameTextualContentAs(page);
    }

    /// @return what it wrote to standard output; the rest goes into `said.log`
    private static String java(Path folder, List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(words);
        Path said = folder.resolve("said.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(said.toFile()));
        // A few shops: what they are made of takes the most time.
        builder.environment().put("DIVERS_EVENTS", "100000");
        Process process = builder.start();
        String written = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        return written;
    }

    /// What a newcomer opens: all Markdown that is not a report.
    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String folder : List.of("", "docs", "bench", "deploy", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder), folder.isEmpty() ? 1 : Integer.MAX_VALUE)) {
                files.filter(f -> f.toString().endsWith(".md"))
                        .filter(f -> folder.equals("docs")
                                || !ROOT.relativize(f).toString().matches(".*/(reports|shared|target|out)/.*"))
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    @Test
    void linksAndPicturesLeadSomewhere() throws IOException {
        int found = 0;
        for (Path file : documents()) {
            String text = prose(Files.readString(file));
            Matcher links = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"")
                    .matcher(text);
            while (links.find()) {
                String link = links.group(1) == null ? links.group(2) : links.group(1);
                if (!link.matches("[a-z]+:.*")) {
                    assertLeadsSomewhere(file, link);
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    private static void assertLeadsSomewhere(Path file, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
        assertThat(target).as("%s in %s", link, file).exists();
        if (parts.length == 2) {
            List<String> places = prose(Files.readString(target))
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .map(DocumentsTest::anchor)
                    .toList();
            assertThat(places).as("%s in %s", link, file).contains(parts[1]);
        }
    }

    /// As GitHub makes it from a heading.
    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /// Without listings; code between the words loses its marks only in headings.
    private static String prose(String text) {
        return text.replaceAll("(?ms)^(`{3,})[^`\\n]*\\n.*?^\\1`*\\s*?$", "")
                .lines()
                .map(line -> line.startsWith("#") ? line : line.replaceAll("`[^`]*`", ""))
                .collect(Collectors.joining("\n"));
    }
}

package io.broadsheet.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Uses the real commands on a small project, so that the JVM can keep the classes they need in its cache. The launcher
/// runs it once a build; what the commands say is thrown away. The project's second report has what the first one
/// doesn't: queries on files, and every drawing. A second project is of files alone.
final class Training {
    private Training() {}

    public static void main(String[] args) throws IOException {
        new StandardStream(FileDescriptor.out).printing(false).flush();
        Path folder = Files.createTempDirectory("broadsheet-training");
        try {
            commands(folder.resolve("project").toString()).forEach(System.out::println);
            numbers(folder.resolve("numbers")).forEach(System.out::println);
        } finally {
            delete(folder);
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (InputStream in = Training.class.getResourceAsStream("training/" + resource)) {
            Files.write(file, Objects.requireNonNull(in).readAllBytes());
        }
    }

    /// @return of each command what `commands` returns
    static List<String> numbers(Path project) throws IOException {
        copy("numbers/broadsheet.yaml", project.resolve("broadsheet.yaml"));
        copy("numbers/sites.csv", project.resolve("sites.csv"));
        copy("numbers/weekly.csv", project.resolve("data/weekly.csv"));
        copy("numbers/report.md", project.resolve("reports/plain/report.md"));
        List<String> results = new ArrayList<>();
        String out = project.resolve("out").toString();
        results.add(run(List.of(
                "render",
                "plain",
                "--project",
                project.toString(),
                "--site",
                "1",
                "--date",
                "2026-02-02",
                "--out",
                out)));
        return results;
    }

    /// @return of each command its exit code and its words, and what it said if a report had problems
    static List<String> commands(String project) throws IOException {
        List<String> results = new ArrayList<>();
        String today = LocalDate.now(java.time.ZoneId.systemDefault()).toString();
        List<String> edition =
                List.of("first", "--project", project, "--site", StarterProject.FIRST_SITE, "--date", today);
        results.add(run(List.of("--version")));
        results.add(run(List.of("--help")));
        results.add(run(List.of("rendr")));
        results.add(run(List.of("init", project, "--lang", "ko")));
        copy("report.md", Path.of(project).resolve("reports/training/report.md"));
        results.add(run(List.of("check", project)));
        results.add(run(Stream.concat(Stream.of("render"), edition.stream()).toList()));
        results.add(run(
                Stream.concat(Stream.of("render", "training"), edition.stream().skip(1))
                        .toList()));
        results.add(run(Stream.concat(Stream.of("data", "--query", "weekly", "--format", "json"), edition.stream())
                .toList()));
        results.add(run(List.of("run", "all", "--project", project, "--date", today)));
        return results;
    }

    private static String run(List<String> words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(said, false, StandardCharsets.UTF_8);
        Surroundings surroundings = Surroundings.of(nowhere, nowhere);
        surroundings.stop().listen(nowhere);
        int exitCode = Broadsheet.prepared(words.toArray(String[]::new), surroundings);
        surroundings.stop().finished();
        String result = exitCode + " " + String.join(" ", words);
        return exitCode == ExitCode.PROBLEMS ? result + "\n" + said.toString(StandardCharsets.UTF_8) : result;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

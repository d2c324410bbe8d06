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
/// doesn't: queries on files, and every drawing.
final class Training {
    private Training() {}

    public static void main(String[] args) throws IOException {
        new StandardStream(FileDescriptor.out).printing(false).flush();
        Path folder = Files.createTempDirectory("broadsheet-training");
        try {
            commands(folder.resolve("project").toString()).forEach(System.out::println);
        } finally {
            delete(folder);
        }
    }

    private static void report(Path project) throws IOException {
        Path folder = Files.createDirectories(project.resolve("reports/training"));
        try (InputStream in = Training.class.getResourceAsStream("training/report.md")) {
            Files.write(folder.resolve("report.md"), Objects.requireNonNull(in).readAllBytes());
        }
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
        report(Path.of(project));
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

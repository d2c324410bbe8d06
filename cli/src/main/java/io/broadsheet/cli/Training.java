package io.broadsheet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Uses the real commands on a small project, so that the JVM can keep the classes they need in its cache. The launcher
/// runs it once a build; what the commands say is thrown away.
final class Training {
    private Training() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("broadsheet-training");
        try {
            commands(folder.resolve("project").toString());
        } finally {
            delete(folder);
        }
    }

    private static void commands(String project) {
        String today = LocalDate.now(java.time.ZoneId.systemDefault()).toString();
        List<String> edition =
                List.of("first", "--project", project, "--site", StarterProject.FIRST_SITE, "--date", today);
        run(List.of("--version"));
        run(List.of("--help"));
        run(List.of("rendr"));
        run(List.of("init", project, "--lang", "ko"));
        run(List.of("check", project));
        run(Stream.concat(Stream.of("render"), edition.stream()).toList());
        run(Stream.concat(Stream.of("data", "--query", "weekly", "--format", "json"), edition.stream())
                .toList());
        run(List.of("run", "all", "--project", project, "--date", today));
    }

    private static void run(List<String> words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int exitCode = Broadsheet.run(words.toArray(String[]::new), nowhere, nowhere);
        System.out.println(exitCode + " " + String.join(" ", words));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

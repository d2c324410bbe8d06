package io.broadsheet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The project that `init` makes: one report that shows everything, two sites, and some weeks of a shop up to
/// yesterday.
final class StarterProject {
    static final String FIRST_SITE = "seoul";

    private static final List<String> FILES = List.of(
            "broadsheet.yaml",
            "sites.csv",
            "datasets/orders.sql",
            "datasets/visits.sql",
            "shared/cohort.sql",
            "shared/words.md",
            "reports/first/report.md");

    private StarterProject() {}

    static List<Path> write(Path folder, String language, LocalDate today) throws IOException {
        List<Path> made = new ArrayList<>();
        for (String file : FILES) {
            made.add(write(folder.resolve(file), text(language, file)));
        }
        StarterShop shop = StarterShop.of(language, today);
        made.add(write(folder.resolve("data/orders.csv"), shop.orders()));
        made.add(write(folder.resolve("data/visits.csv"), shop.visits()));
        made.add(write(folder.resolve(".gitignore"), "out/\n"));
        made.addAll(SchemaCommand.write(folder.resolve(SchemaCommand.FOLDER)));
        return made;
    }

    private static Path write(Path path, String text) throws IOException {
        Files.createDirectories(path.resolveSibling(""));
        AtomicFile.write(path, text.getBytes(StandardCharsets.UTF_8));
        return path;
    }

    private static String text(String language, String file) throws IOException {
        try (InputStream in = StarterProject.class.getResourceAsStream("init/" + language + "/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

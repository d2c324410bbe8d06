package io.broadsheet.engine.examples;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Copies of the example projects, so that what a test makes never lands in the repository.
public final class ExampleProject {
    private ExampleProject() {}

    /// Copies a project without its data and its pages.
    public static Path copy(String name, Path folder) {
        Path to = folder.resolve(name);
        Repository.copyExample(name, to);
        return to;
    }

    /// Opens a project with these environment variables and no others.
    static ReportEngine open(Path project, Map<String, String> environment) {
        return ReportEngine.open(project, EngineOptions.DEFAULT.withEnvironment(environment));
    }

    /// A file under `shared/data`, the folder that lies beside the repository (or further up).
    static Optional<Path> sharedData(String file) {
        String path = "shared/data/" + file;
        return above(path).map(folder -> folder.resolve(path));
    }

    /// The nearest folder, from the working one upwards, that holds this file.
    private static Optional<Path> above(String file) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(file))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}

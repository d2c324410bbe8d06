package io.broadsheet.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// `--project P`.
final class ProjectOption {
    @Option(
            names = "--project",
            paramLabel = "P",
            description = "the project's folder; the working folder, or one above it, unless said")
    Optional<String> folder = Optional.empty();

    ProjectFolder find() {
        return ProjectFolder.find(folder);
    }
}

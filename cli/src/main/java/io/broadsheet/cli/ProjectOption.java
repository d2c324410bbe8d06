package io.broadsheet.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `--project P`.
final class ProjectOption implements Arguments {
    private final Argument<Optional<String>> folder = Argument.optional(
            "--project", "P", String.class, "the project's folder; the working folder, or one above it, unless said");

    @Override
    public void addTo(CommandSpec command) {
        folder.addTo(command);
    }

    ProjectFolder find() {
        return ProjectFolder.find(folder.get());
    }
}

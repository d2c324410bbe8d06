package io.broadsheet.cli.editor;

import io.broadsheet.engine.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file as an editor has it.
///
/// @param uri what the editor calls it
record OpenFile(String uri, Path path, SourceText text) {
    private static final String PROJECT = "broadsheet.yaml";

    static OpenFile of(String uri, Path path, String text) {
        return new OpenFile(uri, path, SourceText.of(String.valueOf(path.getFileName()), text));
    }

    /// The folder of the nearest project above; empty where there is none.
    Optional<Path> project() {
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(PROJECT))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /// The report's name, if it is the report of a project: `reports/NAME/report.md`.
    Optional<String> report() {
        return project()
                .filter(folder -> {
                    Path inside = folder.relativize(path);
                    return inside.getNameCount() == 3 && inside.startsWith("reports") && inside.endsWith("report.md");
                })
                .map(folder -> folder.relativize(path).getName(1).toString());
    }
}

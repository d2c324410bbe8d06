package io.broadsheet.cli;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.TerminalText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder that a command works on: the one named, or the nearest above the working folder with a `broadsheet.yaml`.
///
/// @param path as people see it: relative where they wrote it so
record ProjectFolder(Path path) {
    private static final String FILE = "broadsheet.yaml";
    private static final String FILE_STORE = "file:";

    /// @throws CommandException if there is no such folder, or it can't be read
    static ProjectFolder find(Optional<String> named) {
        if (named.isEmpty()) {
            return new ProjectFolder(nearest());
        }
        Path path = path(named.get());
        if (!Files.exists(path)) {
            throw CommandException.environment("there is no folder " + path);
        }
        if (!Files.isDirectory(path)) {
            throw CommandException.environment(path + " is a file; name the project's folder");
        }
        return readable(path);
    }

    private static ProjectFolder readable(Path path) {
        if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            throw CommandException.environment("can't read the folder " + path + ": permission denied");
        }
        return new ProjectFolder(path);
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw CommandException.usage("'" + TerminalText.visible(text) + "' can't be a path");
        }
    }

    private static Path nearest() {
        Path here = Path.of("");
        Path up = here;
        for (Path folder = here.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(FILE))) {
                return up;
            }
            up = up.resolve("..");
        }
        return here;
    }

    Engine open(Surroundings surroundings, Consumer<RunEvent> listener) {
        EngineOptions options = EngineOptions.DEFAULT
                .withEnvironment(surroundings.environment())
                .withListener(listener);
        return surroundings.opener().open(path.toAbsolutePath().normalize(), options);
    }

    /// Where single pages go unless told.
    Path defaultOut() {
        return path.resolve("out");
    }

    /// The folder of a project's file store; empty where it stores elsewhere.
    Optional<Path> fileStore(Engine engine) {
        String url = engine.storeUrl();
        if (!url.startsWith(FILE_STORE)) {
            return Optional.empty();
        }
        String rest = url.substring(FILE_STORE.length());
        // file:///srv/pages is file:/srv/pages
        return Optional.of(path.resolve(path(rest.startsWith("///") ? rest.substring(2) : rest)));
    }

    /// @throws CommandException if the project has no such report
    static void requireReport(Engine engine, String report) {
        require("report", report, engine.reports());
    }

    /// @throws CommandException if the project has no such site
    static void requireSite(Engine engine, String siteId) {
        require("site", siteId, engine.sites().stream().map(Site::id).toList());
    }

    private static void require(String thing, String name, List<String> known) {
        if (!known.contains(name)) {
            throw CommandException.usage("no " + thing + " '" + TerminalText.visible(name) + "' in this project\n  "
                    + TerminalText.visible(Suggestion.sentence(thing + "s", name, known)));
        }
    }
}

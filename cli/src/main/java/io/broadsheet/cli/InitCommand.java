package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.cli.output.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet init DIR`: a new project that runs.
final class InitCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Argument<String> folder = Argument.required("DIR", "the folder to make; an empty one will do");
    private final Argument<Language> language = Argument.option(
            "--lang", "ko|en", Language.EN, "the language of the example report; ${DEFAULT-VALUE} unless said");
    private final CommonOptions common = new CommonOptions();

    enum Language {
        EN,
        KO
    }

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command("init", this, "Make a new project that runs.", folder, language, common);
    }

    @Override
    public Integer call() {
        Path path = ProjectFolder.path(folder.get());
        LocalDate today = surroundings.today();
        requireEmpty(path);
        List<Path> made;
        try {
            made = StarterProject.write(path, Shapes.lower(language.get()), today);
        } catch (IOException e) {
            throw CommandException.environment(FileTrouble.sentence("can't make the project in " + path, e), e);
        }
        String next = surroundings.command() + " preview " + quoted(folder.get()) + " --open";
        if (common.json()) {
            Map<String, @Nullable Object> shape = new LinkedHashMap<>();
            shape.put("folder", path);
            shape.put("files", made);
            shape.put("next", next);
            surroundings.out().println(Json.of(shape));
        } else {
            surroundings
                    .out()
                    .println("Made the project " + path + " (" + Figures.count(made.size(), "file") + "). Next:");
            surroundings.out().println("  " + next);
        }
        return ExitCode.OK;
    }

    private static void requireEmpty(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw CommandException.usage(path + " is a file; name a new folder");
        }
        try (Stream<Path> files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw CommandException.usage("the folder " + path + " is not empty; name a new one");
            }
        } catch (IOException e) {
            throw CommandException.environment(FileTrouble.sentence("can't read the folder " + path, e), e);
        }
    }

    /// As a shell reads it back.
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

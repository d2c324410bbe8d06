package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.engine.EditorSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet schema [DIR]`: what editors need to complete and check what authors write.
final class SchemaCommand implements Callable<Integer> {
    /// The folder of a project that `init` writes them to.
    static final String FOLDER = "schemas";

    private final Surroundings surroundings;

    private final Argument<Optional<String>> folder =
            Argument.optional("DIR", "the folder to write them to; " + FOLDER + " unless said");
    private final CommonOptions common = new CommonOptions();

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "schema",
                this,
                "Write JSON Schemas of broadsheet.yaml, front matter and components, for editors.",
                folder,
                common);
    }

    @Override
    public Integer call() {
        Path path = ProjectFolder.path(folder.get().orElse(FOLDER));
        List<Path> made;
        try {
            made = write(path);
        } catch (IOException e) {
            throw CommandException.environment(FileTrouble.sentence("can't write schemas to " + path, e), e);
        }
        if (common.json()) {
            surroundings.out().println(Json.of(Map.of("files", made)));
        } else {
            made.forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
    }

    static List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> made = new ArrayList<>();
        for (Map.Entry<String, Map<String, Object>> schema : EditorSchemas.all().entrySet()) {
            Path file = folder.resolve(schema.getKey());
            AtomicFile.write(file, (Json.of(schema.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
            made.add(file);
        }
        return made;
    }
}

package io.broadsheet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The files of this repository, and copies of its projects, so that what a test makes never lands in it.
public final class Repository {
    /// Where a test is started: in its module's folder.
    public static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");

    private Repository() {}

    public static Path example(String name) {
        return ROOT.resolve("examples").resolve(name);
    }

    /// Copies an example into a folder, without the data that it made and its pages.
    public static void copyExample(String name, Path to) {
        copy(example(name), to, List.of("data", "out", ".broadsheet"));
    }

    public static void copy(Path from, Path to) {
        copy(from, to, List.of());
    }

    private static void copy(Path from, Path to, List<String> without) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (without.stream().noneMatch(relative::startsWith)) {
                    // A test's own copy may come from another file system, such as a jar.
                    Path target = to.resolve(relative.toString());
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

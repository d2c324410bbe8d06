package io.broadsheet.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A small project with three sites and two reports, copied so that a test may change it.
public final class ShopProject {
    private ShopProject() {}

    /// @param more appended to its broadsheet.yaml
    public static Path in(Path folder, String more) {
        try {
            Path from = Path.of(ShopProject.class.getResource("/shop").toURI());
            Path to = folder.resolve("shop");
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
            Path yaml = to.resolve("broadsheet.yaml");
            Files.writeString(yaml, Files.readString(yaml) + more);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

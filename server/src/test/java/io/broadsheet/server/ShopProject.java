package io.broadsheet.server;

import io.broadsheet.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small project with three sites and two reports, copied so that a test may change it.
public final class ShopProject {
    private ShopProject() {}

    /// @param more appended to its broadsheet.yaml
    public static Path in(Path folder, String more) {
        try {
            Path from = Path.of(ShopProject.class.getResource("/shop").toURI());
            Path to = folder.resolve("shop");
            Repository.copy(from, to);
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

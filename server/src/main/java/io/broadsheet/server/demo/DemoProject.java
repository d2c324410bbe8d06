package io.broadsheet.server.demo;

import io.broadsheet.server.state.PublicId;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// The demo's folder: a copy of `examples/divers` with the demo's own mail server, address and keys.
///
/// @param folder the project
/// @param home what the server keeps
/// @param isNew whether nothing was there before
record DemoProject(Path folder, Path home, boolean isNew) {
    private static final List<String> COPIED =
            List.of("broadsheet.yaml", "generate.sql", "datasets", "reports", "shared", "themes", "README.md");
    private static final String KEY_FILE = "embed-key";

    /// @param example the folder of the example
    /// @param target the demo's folder; made when it is not there
    /// @param fresh whether what is there goes first
    static DemoProject prepare(Path example, Path target, boolean fresh) throws IOException {
        Path folder = target.resolve("project");
        Path home = target.resolve("state");
        if (fresh) {
            delete(folder);
            delete(home);
        }
        boolean isNew = !Files.exists(home.resolve("made"));
        if (isNew) {
            delete(home);
        }
        Files.createDirectories(home);
        for (String name : COPIED) {
            copy(example.resolve(name), folder.resolve(name));
        }
        return new DemoProject(folder, home, isNew);
    }

    /// Marks the history as whole: a demo that was stopped while it was made begins anew.
    void made() throws IOException {
        Files.writeString(home.resolve("made"), "");
    }

    /// Writes the project file for this start: ports differ from one to the next.
    void configure(int port, int mailPort) throws IOException {
        Path yaml = folder.resolve("broadsheet.yaml");
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(yaml)) {
            if (!line.matches("(mail|store|alerts|server):.*")) {
                text.append(line).append('\n');
            }
        }
        text.append("\nstore: { url: \"file:../state/store\" }\n");
        text.append("mail: { via: smtp, host: 127.0.0.1, port: " + mailPort
                + ", from: \"Divers <report@example.com>\", a-minute: 100000 }\n");
        text.append("server: { url: \"http://localhost:" + port + "\", embed-key: \"" + key() + "\" }\n");
        Files.writeString(yaml, text);
    }

    private String key() throws IOException {
        Path file = home.resolve(KEY_FILE);
        if (!Files.exists(file)) {
            Files.writeString(file, PublicId.next() + PublicId.next());
        }
        return Files.readString(file);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

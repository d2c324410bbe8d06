package io.broadsheet.engine.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A temporary folder of one engine, gone when the engine is closed. Folders of processes that died are removed when
/// the
/// next one begins.
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "broadsheet-";

    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    static WorkFolder open() {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            removeOrphans(parent);
            return new WorkFolder(Files.createTempDirectory(
                            parent, PREFIX + ProcessHandle.current().pid() + "-")
                    .toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("there can be no temporary folder", e);
        }
    }

    private static void removeOrphans(Path parent) throws IOException {
        List<Path> orphans;
        try (Stream<Path> entries = Files.list(parent)) {
            orphans = entries.filter(WorkFolder::isOrphan).toList();
        }
        for (Path orphan : orphans) {
            deleteAll(orphan);
        }
    }

    private static boolean isOrphan(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!name.matches(PREFIX + "\\d{1,10}-\\d+")) {
            return false;
        }
        long pid = Long.parseLong(name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length())));
        return ProcessHandle.of(pid).isEmpty();
    }

    Path path() {
        return folder;
    }

    /// A folder in it.
    Path make(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(WorkFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            // Somebody else may remove it at the same time; what stays is removed next time.
            return;
        }
    }

    @Override
    public void close() {
        deleteAll(folder);
    }
}

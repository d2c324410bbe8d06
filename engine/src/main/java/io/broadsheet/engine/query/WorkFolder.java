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

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ROOMY = 1L << 30;

    private final Path folder;
    private final Path fastFolder;

    private WorkFolder(Path folder, Path fastFolder) {
        this.folder = folder;
        this.fastFolder = fastFolder;
    }

    static WorkFolder open() {
        try {
            Path folder = create(Path.of(System.getProperty("java.io.tmpdir")));
            return new WorkFolder(folder, hasRoomyMemory() ? create(SHARED_MEMORY) : folder);
        } catch (IOException e) {
            throw new UncheckedIOException("there can be no temporary folder", e);
        }
    }

    private static Path create(Path parent) throws IOException {
        removeOrphans(parent);
        return Files.createTempDirectory(
                        parent, PREFIX + ProcessHandle.current().pid() + "-")
                .toRealPath();
    }

    private static boolean hasRoomyMemory() {
        try {
            return Files.isWritable(SHARED_MEMORY)
                    && Files.getFileStore(SHARED_MEMORY).getUsableSpace() > ROOMY;
        } catch (IOException e) {
            return false;
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

    /// Every folder that files of ours may be in.
    List<Path> paths() {
        return List.of(folder, fastFolder);
    }

    /// A folder in it.
    Path make(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A folder for small files that are read at once and removed: in memory, where there is room for them.
    Path makeFast(String name) {
        try {
            return Files.createDirectories(fastFolder.resolve(name));
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
        if (!fastFolder.equals(folder)) {
            deleteAll(fastFolder);
        }
    }
}

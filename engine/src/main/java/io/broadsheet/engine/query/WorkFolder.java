package io.broadsheet.engine.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A temporary folder of one engine, gone when the engine is closed. Folders of processes that died are removed when
/// the next one begins: a living process holds the lock on its folder's file.
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "broadsheet-";
    private static final Pattern NAME = Pattern.compile("broadsheet-(\\d{1,10})-\\w+");
    private static final String LOCK = ".lock";
    private static final Duration WHILE_BEING_MADE = Duration.ofMinutes(1);

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ROOMY = 1L << 30;

    private final Path folder;
    private final FileChannel lock;

    private WorkFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static WorkFolder open() {
        return open(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /// A folder in memory where there is room for it; empty where there is none.
    static Optional<WorkFolder> openInMemory() {
        try {
            boolean roomy = Files.isWritable(SHARED_MEMORY)
                    && Files.getFileStore(SHARED_MEMORY).getUsableSpace() > ROOMY;
            return roomy ? Optional.of(open(SHARED_MEMORY)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static WorkFolder open(Path parent) {
        try {
            removeOrphans(parent);
            Path folder = Files.createTempDirectory(
                            parent, PREFIX + ProcessHandle.current().pid() + "-")
                    .toRealPath();
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            return new WorkFolder(folder, lock);
        } catch (IOException e) {
            throw NoWorkFolderException.folder(parent, e);
        }
    }

    private static void removeOrphans(Path parent) throws IOException {
        List<Path> orphans;
        try (Stream<Path> entries = Files.list(parent)) {
            orphans = entries.filter(WorkFolder::isOrphan).toList();
        }
        orphans.forEach(WorkFolder::deleteAll);
    }

    /// Our own folders are never looked into: closing a file that this process has locked elsewhere would unlock it.
    private static boolean isOrphan(Path path) {
        String file = String.valueOf(path.getFileName());
        Matcher name = NAME.matcher(file);
        // Most of what lies in a temporary folder is others', and need not be looked at by a pattern.
        if (!file.startsWith(PREFIX)
                || !name.matches()
                || Long.parseLong(name.group(1)) == ProcessHandle.current().pid()) {
            return false;
        }
        try {
            Path lock = path.resolve(LOCK);
            if (!Files.exists(lock)) {
                return Files.getLastModifiedTime(path)
                        .toInstant()
                        .plus(WHILE_BEING_MADE)
                        .isBefore(Instant.now());
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Another user's, or gone meanwhile, or held.
            return false;
        }
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

    static void deleteAll(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(WorkFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            // Somebody else may remove it at the same time; what stays is removed next time.
            return;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteAll(folder);
        }
    }
}

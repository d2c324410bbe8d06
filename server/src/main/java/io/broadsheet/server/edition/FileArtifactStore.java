package io.broadsheet.server.edition;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Artifacts as folders. One appears whole or not at all: it is written beside, forced to the disk, and renamed.
final class FileArtifactStore implements ArtifactStore {
    private static final String WORK = ".attempts";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path root;

    FileArtifactStore(Path root) {
        this.root = root;
    }

    @Override
    public Path workFolder() throws IOException {
        Path work = root.resolve(WORK);
        ensure(work);
        return Files.createTempDirectory(work, "attempt-");
    }

    private static void ensure(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (POSIX) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    @Override
    public void keep(String key, Path folder, Manifest manifest) throws IOException {
        Path target = root.resolve(key);
        Files.write(folder.resolve(Manifest.NAME), manifest.toJson());
        forceAll(folder);
        for (Manifest.Entry file : manifest.files()) {
            if (!file.describes(Files.readAllBytes(folder.resolve(file.name())))) {
                throw new IOException("the store does not give back " + file.name() + " as it was written");
            }
        }
        Path parent = target.getParent() == null ? root : target.getParent();
        ensure(parent);
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(parent);
    }

    /// All at a time: a file system writes its journal once for many that wait.
    private static void forceAll(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.walk(folder)) {
            entries = all.toList();
        }
        List<Future<?>> forced = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Path entry : entries) {
                forced.add(threads.submit(() -> {
                    if (Files.isDirectory(entry)) {
                        forceFolder(entry);
                    } else {
                        force(entry);
                    }
                    return entry;
                }));
            }
        }
        for (Future<?> entry : forced) {
            if (entry.state() == Future.State.FAILED) {
                throw new IOException("the store can't write to its disk", entry.exceptionNow());
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// The names in a folder are on the disk only after this; some systems can't do it and need not.
    private static void forceFolder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public byte[] read(String key, String name) throws IOException {
        return Files.readAllBytes(root.resolve(key).resolve(name));
    }

    @Override
    public Optional<URI> signedUrl(String key, String name, Duration valid) {
        return Optional.empty();
    }

    @Override
    public Map<String, Instant> keys() throws IOException {
        Map<String, Instant> keys = new TreeMap<>();
        for (String parent : List.of(StoredEditions.KEYS, WORK)) {
            Path folder = root.resolve(parent);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    for (Path entry : (Iterable<Path>) entries::iterator) {
                        keys.put(
                                parent + "/" + entry.getFileName(),
                                Files.getLastModifiedTime(entry).toInstant());
                    }
                }
            }
        }
        return keys;
    }

    @Override
    public void remove(String key) throws IOException {
        WorkFolders.remove(root.resolve(key));
    }

    @Override
    public void close() {}
}

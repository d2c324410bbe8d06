package io.broadsheet.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Writes a file so that whoever reads it sees the old one or the new one, whole: into a temporary file of the same
/// folder, to the disk, then renamed. When that fails the old file stays and the temporary one goes.
final class AtomicFile {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    private AtomicFile() {}

    /// What puts bytes into the temporary file; tests let it fail.
    interface Writer {
        void write(Path file, byte[] bytes) throws IOException;
    }

    static void write(Path target, byte[] bytes) throws IOException {
        write(target, bytes, AtomicFile::writeThrough);
    }

    static void write(Path target, byte[] bytes, Writer writer) throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".tmp");
        UNFINISHED.add(temporary);
        try {
            writer.write(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
            UNFINISHED.remove(temporary);
        }
    }

    /// Deletes what a process that is being stopped was still writing.
    static void deleteUnfinished() {
        for (Path temporary : UNFINISHED) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // The process ends; there is nobody left to tell, and the name says what it is.
            }
        }
    }

    /// Not a channel: those fail on a thread that was interrupted, and a stopped run finishes the page at hand.
    private static void writeThrough(Path file, byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }
}

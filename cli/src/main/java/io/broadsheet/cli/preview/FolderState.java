package io.broadsheet.cli.preview;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files of some folders as they are at a moment, without what editors and runs leave there. Immutable.
record FolderState(Map<Path, Stamp> files, Set<Path> folders) {
    private static final int DEEPEST = 12;
    private static final int MOST_FILES = 20_000;
    private static final Set<String> LEFT_OUT = Set.of("out", "target", "node_modules");
    private static final Set<String> DATA = Set.of(".csv", ".tsv", ".gz", ".parquet");

    record Stamp(FileTime modified, long size, Optional<Object> inode) {}

    FolderState {
        files = Map.copyOf(files);
        folders = Set.copyOf(folders);
    }

    static FolderState of(Collection<Path> roots) {
        Map<Path, Stamp> files = new HashMap<>();
        Set<Path> folders = new HashSet<>();
        for (Path root : roots) {
            walk(root, files, folders);
        }
        return new FolderState(files, folders);
    }

    private static void walk(Path root, Map<Path, Stamp> files, Set<Path> folders) {
        try {
            Files.walkFileTree(
                    root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, visitor(root, files, folders));
        } catch (IOException e) {
            // A folder that can't be looked through is as if it were empty; the engine says why.
            folders.add(root);
        }
    }

    private static SimpleFileVisitor<Path> visitor(Path root, Map<Path, Stamp> files, Set<Path> folders) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen) {
                if (!folder.equals(root) && isLeftOut(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folders.add(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                if (isSource(file)) {
                    files.put(
                            file, new Stamp(seen.lastModifiedTime(), seen.size(), Optional.ofNullable(seen.fileKey())));
                }
                return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, java.io.IOException e) {
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private static boolean isLeftOut(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(".") || LEFT_OUT.contains(name);
    }

    /// Editors write beside the file and rename, and try whether they may write with a file named `4913`.
    private static boolean isSource(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".")
                && !name.startsWith("#")
                && !name.endsWith("~")
                && !name.equals("4913")
                && Stream.of(".tmp", ".swp", ".partial", "___jb_tmp___", "___jb_old___")
                        .noneMatch(name::endsWith);
    }

    /// Whether nothing but data differs.
    boolean differsInDataOnly(FolderState other) {
        return Stream.of(files.keySet(), other.files.keySet())
                .flatMap(Set::stream)
                .distinct()
                .filter(f -> !java.util.Objects.equals(files.get(f), other.files.get(f)))
                .map(f -> f.toString().toLowerCase(Locale.ROOT))
                .allMatch(f -> DATA.stream().anyMatch(f::endsWith));
    }
}

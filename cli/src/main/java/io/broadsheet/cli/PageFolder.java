package io.broadsheet.cli;

import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A folder of pages: `SITE/REPORT_report_DATE.html`, with names by [FileNames]. Thread-safe.
///
/// Pages that are held can be kept apart, under `.held/SITE/`: the last good page stays where it is read.
final class PageFolder {
    static final String HELD = ".held";

    private final Path root;
    private final Map<Path, Boolean> known = new ConcurrentHashMap<>();

    /// @param path where the page is now
    record Written(Path path, int bytes) {}

    PageFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path pathOf(String siteId, String report, LocalDate issueDate) {
        return root.resolve(FileNames.of(siteId)).resolve(fileName(report, issueDate));
    }

    Path heldPathOf(String siteId, String report, LocalDate issueDate) {
        return root.resolve(HELD).resolve(FileNames.of(siteId)).resolve(fileName(report, issueDate));
    }

    private static String fileName(String report, LocalDate issueDate) {
        return FileNames.of(report) + "_report_" + issueDate + ".html";
    }

    /// Makes the folder, so that a run fails before it reads data rather than after.
    ///
    /// @throws CommandException if pages can't be written there
    void prepare() {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw CommandException.environment(FileTrouble.sentence("can't make the folder " + root, e), e);
        }
        if (!Files.isWritable(root)) {
            throw CommandException.environment("can't write into the folder " + root + ": permission denied");
        }
    }

    /// Writes a page where it is read; a held one of the same edition is no longer needed.
    ///
    /// @return empty where there is no page: whatever was there before stays
    Optional<Written> publish(Rendering rendering) throws IOException {
        Optional<Written> written = write(
                rendering,
                pathOf(
                        rendering.site().id(),
                        rendering.report(),
                        rendering.period().issue()));
        if (rendering.outcome() == Outcome.READY) {
            Files.deleteIfExists(heldPathOf(
                    rendering.site().id(),
                    rendering.report(),
                    rendering.period().issue()));
        }
        return written;
    }

    /// Writes a page under `.held`, for the team to look at.
    Optional<Written> hold(Rendering rendering) throws IOException {
        return write(
                rendering,
                heldPathOf(
                        rendering.site().id(),
                        rendering.report(),
                        rendering.period().issue()));
    }

    /// Whether a page of this size can be written here at all: after one could not, it tells a broken store from a
    /// site's own trouble.
    boolean takes(Rendering rendering) {
        int size = rendering
                .page()
                .map(p -> p.getBytes(StandardCharsets.UTF_8).length)
                .orElse(1);
        Path probe = root.resolve(".probe");
        try {
            AtomicFile.write(probe, new byte[size]);
            Files.delete(probe);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Written> write(Rendering rendering, Path path) throws IOException {
        if (rendering.page().isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = rendering.page().get().getBytes(StandardCharsets.UTF_8);
        Path folder = path.resolveSibling("");
        if (known.putIfAbsent(folder, true) == null) {
            Files.createDirectories(folder);
            refuseOtherCase(folder);
        }
        AtomicFile.write(path, bytes);
        return Optional.of(new Written(path, bytes.length));
    }

    /// On a file system that takes `Shop` and `shop` for one, the second site's pages would land in the first one's
    /// folder, before the wrong customer.
    private void refuseOtherCase(Path folder) throws IOException {
        String real = folder.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName().toString();
        String asked = folder.getFileName().toString();
        if (!real.equals(asked)) {
            known.remove(folder);
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "this file system takes it for " + real + ", the folder of another site; rename one of the sites");
        }
    }
}

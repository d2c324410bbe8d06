package io.broadsheet.engine.narrative;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.MarkdownParser;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;

/// The images beside a report, taken into the page.
public final class ImageFiles {
    private static final long LARGEST = 2_000_000;
    private static final Map<String, String> TYPES = Map.of(
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "gif",
            "image/gif",
            "webp",
            "image/webp",
            "svg",
            "image/svg+xml",
            "avif",
            "image/avif");

    private final Map<String, String> uris;

    private ImageFiles(Map<String, String> uris) {
        this.uris = Map.copyOf(uris);
    }

    /// Reads every image that a narrative names; those that can't be taken in are problems.
    public static ImageFiles read(SourceText file, String narrative, Path folder, Path project, Problems problems) {
        Map<String, String> uris = new HashMap<>();
        if (narrative.contains("![")) {
            MarkdownParser.parse(narrative).accept(new AbstractVisitor() {
                @Override
                public void visit(Image image) {
                    String path = image.getDestination();
                    if (!path.contains("{{") && !uris.containsKey(path)) {
                        load(path, place(file, narrative, path), folder, project, problems)
                                .ifPresent(uri -> uris.put(path, uri));
                    }
                }
            });
        }
        return new ImageFiles(uris);
    }

    /// The image of a path as a `data:` URI.
    public Optional<String> uri(String path) {
        return Optional.ofNullable(uris.get(path));
    }

    private static Span place(SourceText file, String narrative, String path) {
        SourceText text = SourceText.of(file.path(), narrative);
        int at = Math.max(0, narrative.indexOf("(" + path) + 1);
        int line = text.lineOf(at);
        return file.spanAt(line, at - text.lineStart(line) + 1, path.length());
    }

    private static Optional<String> load(String path, Span at, Path folder, Path project, Problems problems) {
        if (path.startsWith("data:image/")) {
            return Optional.of(path);
        }
        if (path.matches("(?i)[a-z][a-z0-9+.-]*:.*") || path.startsWith("//")) {
            problems.add(
                    ProblemCode.OUTSIDE_REQUEST,
                    at,
                    "the page would fetch " + path,
                    "Put the image beside the report and name it; it is taken into the page");
            return Optional.empty();
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null) {
            problems.add(
                    ProblemCode.BAD_VALUE,
                    at,
                    "'" + path + "' is no image that a page can hold",
                    "Images: "
                            + String.join(", ", TYPES.keySet().stream().sorted().toList()));
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(path).toRealPath();
            if (!file.startsWith(project.toRealPath())) {
                problems.add(ProblemCode.UNREADABLE_FILE, at, "the image '" + path + "' is outside of the project");
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                problems.add(
                        ProblemCode.TOO_LARGE,
                        at,
                        "the image '" + path + "' has " + Files.size(file) + " bytes; at most " + LARGEST);
                return Optional.empty();
            }
            return Optional.of(
                    "data:" + type + ";base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException | InvalidPathException e) {
            problems.add(
                    ProblemCode.UNREADABLE_FILE,
                    at,
                    "there is no image '" + path + "'",
                    "Paths begin at the report's folder");
            return Optional.empty();
        }
    }
}

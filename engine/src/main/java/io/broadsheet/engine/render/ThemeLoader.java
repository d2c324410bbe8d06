package io.broadsheet.engine.render;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceReader;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlReader;
import io.broadsheet.engine.source.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Loads one theme and those that it extends.
final class ThemeLoader {
    /// A logo is in every page and every mail.
    static final long LARGEST_LOGO_BYTES = 65_536;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Map<String, String> LOGO_TYPES = Map.of(
            "svg",
            "image/svg+xml",
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "webp",
            "image/webp");

    private static final Key<String> EXTENDS =
            Key.text("extends", "The theme that this one builds on.").orElse(Theme.DEFAULT_NAME);
    private static final Key<String> LOGO = Key.text("logo", "An image file of the theme's folder.");
    private static final List<Key<?>> KEYS = List.of(EXTENDS, LOGO);

    private final Path themesFolder;
    private final Problems problems;
    private final SequencedSet<String> opened = new LinkedHashSet<>();

    ThemeLoader(Path themesFolder, Problems problems) {
        this.themesFolder = themesFolder;
        this.problems = problems;
    }

    Theme load(String name, Span at) {
        if (name.equals(Theme.DEFAULT_NAME)) {
            return Theme.builtIn();
        }
        if (!opened.add(name)) {
            problems.add(
                    ProblemCode.CYCLE,
                    at,
                    "themes extend each other in a circle: " + String.join(" -> ", opened) + " -> " + name,
                    "Let one of them extend default");
            return Theme.builtIn();
        }
        Path folder = themesFolder.resolve(NAME.matcher(name).matches() ? name : "-");
        if (!Files.isDirectory(folder)) {
            problems.add(
                    ProblemCode.UNKNOWN_THEME,
                    at,
                    "there is no theme '" + name + "'",
                    Suggestion.sentence("themes", name, names()));
            return Theme.builtIn();
        }
        return read(name, folder, at);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(Theme.DEFAULT_NAME));
        if (Files.isDirectory(themesFolder)) {
            try (Stream<Path> folders = Files.list(themesFolder)) {
                folders.filter(Files::isDirectory)
                        .map(f -> String.valueOf(f.getFileName()))
                        .filter(n -> NAME.matcher(n).matches())
                        .sorted()
                        .forEach(names::add);
            } catch (IOException e) {
                return names;
            }
        }
        return names;
    }

    private Theme read(String name, Path folder, Span at) {
        Optional<SourceText> yaml = text(folder, name, "theme.yaml");
        Span place = yaml.map(SourceText::whole).orElse(at);
        Options options = Options.read(
                "theme '" + name + "'",
                place,
                yaml.flatMap(y -> YamlReader.readMapping(Snippet.of(y), problems))
                        .orElseGet(() -> YamlValue.Mapping.empty(place)),
                KEYS,
                problems);
        Theme parent = load(options.get(EXTENDS), options.has(EXTENDS) ? options.span(EXTENDS) : at);
        String css = parent.css() + css(folder, name, "tokens.css") + css(folder, name, "theme.css");
        Optional<String> logo = options.find(LOGO).flatMap(file -> logo(folder, file, options.span(LOGO)));
        Optional<PageFrame> frame =
                text(folder, name, "page.html").flatMap(source -> PageFrame.parse(source, problems));
        return new Theme(name, css, parent.script(), logo.or(parent::logo), frame.or(parent::frame));
    }

    private Optional<SourceText> text(Path folder, String name, String file) {
        Path path = folder.resolve(file);
        String shown = themesFolder.getFileName() + "/" + name + "/" + file;
        return Files.exists(path) ? SourceReader.read(path, shown, problems) : Optional.empty();
    }

    private String css(Path folder, String name, String file) {
        return text(folder, name, file)
                .filter(source -> StyleCheck.passes(source, problems))
                .map(source -> Minify.css(source.text()))
                .orElse("");
    }

    private Optional<String> logo(Path folder, String file, Span at) {
        String type = LOGO_TYPES.get(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || file.contains("/") || file.contains("\\")) {
            problems.add(
                    ProblemCode.BAD_VALUE,
                    at,
                    "a logo is an image file in the theme's folder",
                    "Write its name, such as logo.svg or logo.png");
            return Optional.empty();
        }
        Path path = folder.resolve(file);
        try {
            long bytes = Files.size(path);
            if (bytes > LARGEST_LOGO_BYTES) {
                problems.add(
                        ProblemCode.TOO_LARGE,
                        at,
                        "the logo has " + bytes + " bytes; it is in every page, so it may have " + LARGEST_LOGO_BYTES);
                return Optional.empty();
            }
            String data = Base64.getEncoder().encodeToString(Files.readAllBytes(path));
            return Optional.of("data:" + type + ";base64," + data);
        } catch (IOException e) {
            problems.add(ProblemCode.UNREADABLE_FILE, at, "the logo can't be read: " + file);
            return Optional.empty();
        }
    }
}

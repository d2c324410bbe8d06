package io.broadsheet.engine.render;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.SiteLogo;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceReader;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlReader;
import io.broadsheet.engine.source.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Loads one theme and those that it extends.
final class ThemeLoader {
    /// A logo is in every page and every mail.
    static final long LARGEST_LOGO_BYTES = SiteLogo.LARGEST_BYTES;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern LIKELY = Pattern.compile(".*\\.(?:css|html|ya?ml)");
    private static final List<String> FILES =
            List.of("theme.yaml", "tokens.css", "theme.css", "page.html", "mail.html", "mail.txt");

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
        try (ThemeShelf shelf = new ThemeShelf(themesFolder)) {
            Optional<ThemeShelf.Place> place = NAME.matcher(name).matches() ? shelf.find(name) : Optional.empty();
            if (place.isEmpty()) {
                problems.add(
                        ProblemCode.UNKNOWN_THEME,
                        at,
                        "there is no theme '" + name + "'",
                        Suggestion.sentence("themes", name, shelf.names()));
                return Theme.builtIn();
            }
            return read(name, place.get(), at);
        }
    }

    private Theme read(String name, ThemeShelf.Place place, Span at) {
        Optional<SourceText> yaml = text(place, "theme.yaml");
        Span top = yaml.map(y -> y.span(0, y.line(1).length())).orElse(at);
        Options options = Options.read(
                "theme '" + name + "'",
                top,
                yaml.flatMap(y -> YamlReader.readMapping(Snippet.of(y), problems))
                        .orElseGet(() -> YamlValue.Mapping.empty(top)),
                KEYS,
                problems);
        strangers(place, top);
        Theme parent = load(options.get(EXTENDS), options.has(EXTENDS) ? options.span(EXTENDS) : at);
        List<SourceText> styles = Stream.of("tokens.css", "theme.css")
                .flatMap(file -> text(place, file).stream())
                .filter(source -> StyleCheck.passes(source, problems))
                .toList();
        StringBuilder css = new StringBuilder(parent.css());
        styles.forEach(style -> css.append(Minify.css(style.text())));
        styles.forEach(style -> StyleCheck.checkVariables(style, css.toString(), problems));
        Optional<String> logo = options.find(LOGO).flatMap(file -> logo(place, file, options.span(LOGO)));
        Optional<PageFrame> frame = text(place, "page.html").flatMap(source -> PageFrame.parse(source, problems));
        return new Theme(name, css.toString(), parent.script(), logo.or(parent::logo), frame.or(parent::frame));
    }

    /// Files that look like a theme's and that nothing reads.
    private void strangers(ThemeShelf.Place place, Span at) {
        for (String file : place.files()) {
            if (LIKELY.matcher(file).matches() && !FILES.contains(file)) {
                problems.add(
                        ProblemCode.UNKNOWN_KEY,
                        at,
                        "nothing reads " + place.shown() + "/" + file,
                        Suggestion.sentence("files of a theme", file, FILES));
            }
        }
    }

    private Optional<SourceText> text(ThemeShelf.Place place, String file) {
        Path path = place.folder().resolve(file);
        return Files.exists(path) ? SourceReader.read(path, place.shown() + "/" + file, problems) : Optional.empty();
    }

    private Optional<String> logo(ThemeShelf.Place place, String file, Span at) {
        String type =
                SiteLogo.TYPES.get(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || file.contains("/") || file.contains("\\")) {
            problems.add(
                    ProblemCode.BAD_VALUE,
                    at,
                    "a logo is an image file in the theme's folder",
                    "Write its name, such as logo.svg or logo.png");
            return Optional.empty();
        }
        Path path = place.folder().resolve(file);
        try {
            long bytes = Files.size(path);
            if (bytes > LARGEST_LOGO_BYTES) {
                problems.add(
                        ProblemCode.TOO_LARGE,
                        at,
                        "the logo has " + bytes + " bytes; it is in every page, so it may have " + LARGEST_LOGO_BYTES);
                return Optional.empty();
            }
            return Optional.of(SiteLogo.data(type, Files.readAllBytes(path)));
        } catch (IOException e) {
            problems.add(ProblemCode.UNREADABLE_FILE, at, "the logo can't be read: " + file);
            return Optional.empty();
        }
    }
}

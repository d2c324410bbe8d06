package io.broadsheet.engine;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.source.ReportSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the guide's page of a component is made from: its report in the gallery, and the keys that it declares.
final class ComponentDocs {
    static final Path GALLERY = Path.of("../examples/gallery").toAbsolutePath().normalize();

    private ComponentDocs() {}

    /// For whom a report of the gallery is made.
    static String site(String report) {
        return report.equals("korean") ? "seoul" : "london";
    }

    /// The report of a component.
    static ReportSource source(Project project, String component) {
        return Optional.ofNullable(project.reports().get(component))
                .orElseThrow(() -> new AssertionError("examples/gallery has no report named " + component))
                .source();
    }

    /// The keys of the maps in a value.
    ///
    /// @param below what stands between the value and the keys: nothing, or `NAME.` where the author gives names
    record Inner(String below, List<Key<?>> keys) {}

    static List<Inner> inner(Shape shape) {
        return switch (shape) {
            case Shape.MapOf map -> List.of(new Inner("", map.keys()));
            case Shape.ListOf list -> inner(list.item());
            case Shape.Either either ->
                either.shapes().stream().flatMap(s -> inner(s).stream()).toList();
            case Shape.ByName named ->
                inner(named.value()).stream()
                        .map(i -> new Inner("NAME." + i.below(), i.keys()))
                        .toList();
            case Shape.Text s -> List.of();
            case Shape.NameOf s -> List.of();
            case Shape.AnyNumber s -> List.of();
            case Shape.Whole s -> List.of();
            case Shape.Flag s -> List.of();
            case Shape.Choice s -> List.of();
            case Shape.Anything s -> List.of();
        };
    }

    /// A default as an author would write it; empty where it says nothing that an author could write.
    static String written(Object value) {
        return switch (value) {
            case Enum<?> e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Boolean b -> b.toString();
            case Integer i -> i.toString();
            case Double d -> d.toString();
            case String s -> s;
            case Duration d -> d.toSeconds() + "s";
            case Locale l -> l.toLanguageTag();
            case ZoneId z -> z.getId();
            default -> "";
        };
    }

    /// A part of a report under a heading of its own.
    ///
    /// @param words what is said before its first fence
    /// @param fences from its first fence to its end
    record Section(String heading, String words, String fences) {}

    static List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        Optional<String> heading = Optional.empty();
        StringBuilder words = new StringBuilder();
        StringBuilder fences = new StringBuilder();
        boolean within = false;
        for (String line : text.lines().toList()) {
            if (!within && line.startsWith("# ")) {
                heading.ifPresent(h -> sections.add(section(h, words, fences)));
                heading = Optional.of(line.substring(2));
                words.setLength(0);
                fences.setLength(0);
                continue;
            }
            if (line.startsWith("```")) {
                within = !within;
            }
            (within || !fences.isEmpty() || line.startsWith("```") ? fences : words)
                    .append(line)
                    .append('\n');
        }
        heading.ifPresent(h -> sections.add(section(h, words, fences)));
        return sections;
    }

    private static Section section(String heading, StringBuilder words, StringBuilder fences) {
        return new Section(heading, words.toString().strip(), fences.toString().strip());
    }
}

package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.plan.ReportPlanner;
import io.broadsheet.engine.project.FrontMatter;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ReportFile;
import io.broadsheet.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `docs/guide/components`: for each component what it is for, its report of the gallery, pictures of it, and all of
/// its keys; and the reference of front matter and project file.
class ComponentDocsTest {
    private static final Path GUIDE = Path.of("../docs/guide");
    private static final String MADE =
            "This page is written by a test from `examples/gallery` and the keys that the code declares.";

    private static ReportEngine engine;
    private static Project project;

    @BeforeAll
    static void open() {
        engine = ReportEngine.open(
                ComponentDocs.GALLERY, EngineOptions.DEFAULT.withWorkers(1).withEnvironment(Map.of()));
        project = engine.project();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static String description(String report) {
        ReportFile file = Objects.requireNonNull(project.reports().get(report));
        return file.frontMatter().description().strip();
    }

    @Test
    void everyComponentHasAPage() {
        for (String name : ReportEngine.COMPONENTS.names()) {
            Golden.assertSame(GUIDE.resolve("components/" + name + ".md"), page(name));
        }
    }

    private static String page(String name) {
        Component component = ReportEngine.COMPONENTS.find(name).orElseThrow();
        StringBuilder page = new StringBuilder("# `" + name + "`\n\n")
                .append(component.says())
                .append("\n\n")
                .append(description(name))
                .append("\n\nWhat follows is the report [`examples/gallery/reports/")
                .append(name)
                .append("`](../../../examples/gallery/reports/")
                .append(name)
                .append("/report.md).\n");
        int picture = 0;
        for (ComponentDocs.Section section : ComponentDocs.sections(
                ComponentDocs.source(project, name).text().text())) {
            page.append("\n## ").append(section.heading()).append("\n");
            if (!section.words().isEmpty()) {
                page.append("\n").append(section.words()).append("\n");
            }
            page.append("\n`````markdown\n").append(section.fences()).append("\n`````\n");
            for (int i = fences(name, section.fences()); i > 0; i--) {
                picture++;
                String alt = name + ": " + section.heading().toLowerCase(Locale.ROOT);
                page.append("\n![")
                        .append(alt)
                        .append("](")
                        .append(picture(name, picture))
                        .append(")\n");
            }
        }
        page.append("\n## All keys\n\n").append(keys(Key.join(List.of(ReportPlanner.NAME), component.keys())));
        return page.append("\n").append(FORMATS_NOTE).append(MADE).append("\n").toString();
    }

    private static final String FORMATS_NOTE =
            "Formats and `{{ }}` in texts are those of [the language](../language.md#filters-and-formats).\n";

    private static String picture(String name, int number) {
        return "../../images/components/" + name + "-" + number + ".png";
    }

    private static int fences(String name, String source) {
        return (int) source.lines()
                .filter(l -> l.equals("```" + name) || l.startsWith("```" + name + " "))
                .count();
    }

    private static String keys(List<Key<?>> keys) {
        StringBuilder table = new StringBuilder("| key | takes | by default | |\n|---|---|---|---|\n");
        rows("", keys, table);
        return table.toString();
    }

    private static void rows(String owner, List<Key<?>> keys, StringBuilder table) {
        for (Key<?> key : keys) {
            String name = key.isRest() ? "all else" : "`" + owner + key.name() + "`";
            String unless = key.isRequired()
                    ? "*must be there*"
                    : key.defaultValue()
                            .map(ComponentDocs::written)
                            .map(d -> d.isEmpty() ? "" : "`" + d + "`")
                            .orElse("");
            table.append("| ").append(name);
            table.append(" | ").append(cell(key.type().expects()));
            table.append(" | ").append(unless);
            table.append(" | ").append(cell(key.says())).append(" |\n");
            List<String> seen = new ArrayList<>();
            for (ComponentDocs.Inner inner : ComponentDocs.inner(key.type().shape())) {
                List<Key<?>> unseen = inner.keys().stream()
                        .filter(k -> !seen.contains(k.name()))
                        .toList();
                rows(owner + key.name() + "." + inner.below(), unseen, table);
                unseen.forEach(k -> seen.add(k.name()));
            }
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    @Test
    void theComponentsHaveAnIndex() {
        StringBuilder page = new StringBuilder("""
                # Components

                What a fence can draw. Each page shows what the component is for, examples with their source and pictures, and all of its keys.

                | | | |
                |---|---|---|
                """);
        for (String name : ReportEngine.COMPONENTS.names()) {
            Component component = ReportEngine.COMPONENTS.find(name).orElseThrow();
            page.append("| [`").append(name).append("`](").append(name).append(".md) | ");
            page.append(cell(component.says())).append(" | ");
            page.append("[<img src=\"")
                    .append(picture(name, 1))
                    .append("\" width=\"260\" alt=\"")
                    .append(name);
            page.append("\">](").append(name).append(".md) |\n");
        }
        page.append("\n").append(MADE).append("\n");
        Golden.assertSame(GUIDE.resolve("components/README.md"), page.toString());
    }

    @Test
    void theKeysOfFrontMatterAndProjectAreListed() {
        Golden.assertSame(GUIDE.resolve("keys.md"), """
                # All keys of front matter and broadsheet.yaml

                What an author may write at the top of a report, and an operator in the project's file. What these mean is told in
                [the language](language.md) and in [the operator's guide](../operate.md); those of components have
                [pages of their own](components/README.md).

                ## Front matter

                %s
                ## broadsheet.yaml

                %s
                This page is written by a test from the keys that the code declares.
                """.formatted(keys(FrontMatter.KEYS), keys(Project.KEYS)));
    }

    @Test
    void everyPictureIsThereAndEveryPictureIsShown() throws IOException {
        List<String> wanted = new ArrayList<>();
        for (String name : ReportEngine.COMPONENTS.names()) {
            int many = fences(name, ComponentDocs.source(project, name).text().text());
            for (int i = 1; i <= many; i++) {
                wanted.add(name + "-" + i + ".png");
            }
        }
        try (Stream<Path> files = Files.list(Path.of("../docs/images/components"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .as("docs/pictures makes them")
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }
}

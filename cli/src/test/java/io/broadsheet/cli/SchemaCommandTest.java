package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.broadsheet.cli.output.Json;
import io.broadsheet.engine.EditorSchemas;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.YamlReader;
import io.broadsheet.engine.source.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What editors are told, held against real projects and against mistakes.
class SchemaCommandTest {
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\n(.*?)\\n---\\n", Pattern.DOTALL);
    private static final Pattern FENCE =
            Pattern.compile("^```([a-z]+)[^\\n]*\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    Path folder;

    private static List<String> wrong(String schema, String yaml) {
        Map<String, Object> document = EditorSchemas.all().get(schema);
        assertThat(document).as(schema).isNotNull();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Json.of(document))
                .validate(Json.of(json(parsed(yaml))), InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static YamlValue parsed(String yaml) {
        return YamlReader.readMapping(Snippet.of(SourceText.of("test.yaml", yaml)), new Problems())
                .<YamlValue>map(m -> m)
                .orElseThrow();
    }

    /// As an editor's YAML has it: what is not quoted may be a number or a truth.
    private static Object json(YamlValue value) {
        return switch (value) {
            case YamlValue.Mapping map -> {
                Map<String, Object> object = new LinkedHashMap<>();
                map.entries().forEach(e -> object.put(e.key(), json(e.value())));
                yield object;
            }
            case YamlValue.Sequence list ->
                list.items().stream().map(SchemaCommandTest::json).toList();
            case YamlValue.Scalar scalar when scalar.quoted() -> scalar.text();
            case YamlValue.Scalar scalar when scalar.text().matches("true|false") -> Boolean.valueOf(scalar.text());
            case YamlValue.Scalar scalar when scalar.text().matches("-?\\d+") -> Long.valueOf(scalar.text());
            case YamlValue.Scalar scalar when scalar.text().matches("-?\\d+\\.\\d+") -> Double.valueOf(scalar.text());
            case YamlValue.Scalar scalar -> scalar.text();
        };
    }

    @Test
    void writesAFileForEachThingThatAuthorsWrite() throws IOException {
        Commands commands = Commands.onNothing();
        assertThat(commands.run("schema", folder.resolve("editor")).exitCode()).isZero();
        try (Stream<Path> files = Files.list(folder.resolve("editor"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .contains(
                            "broadsheet.schema.json",
                            "front-matter.schema.json",
                            "component.line.schema.json",
                            "component.retention.schema.json");
        }
        assertThat(folder.resolve("editor/component.line.schema.json"))
                .content()
                .startsWith("{\"$schema\":\"http://json-schema.org/draft-07/schema#\"")
                .contains("\"required\":[\"x\",\"y\"]");
    }

    @Test
    void whatRunsIsRightToAnEditorToo() throws IOException {
        assertThat(Commands.onNothing().run("init", folder.resolve("new")).exitCode())
                .isZero();
        int reports = 0;
        int bodies = 0;
        for (Path project :
                List.of(folder.resolve("new"), Path.of("../examples/divers"), Path.of("../examples/online-retail"))) {
            assertThat(wrong("broadsheet.schema.json", Files.readString(project.resolve("broadsheet.yaml"))))
                    .as(project.toString())
                    .isEmpty();
            for (Path report : reports(project)) {
                String text = Files.readString(report);
                Matcher front = FRONT_MATTER.matcher(text);
                assertThat(front.find()).as(report.toString()).isTrue();
                assertThat(wrong("front-matter.schema.json", front.group(1)))
                        .as(report.toString())
                        .isEmpty();
                reports++;
                Matcher fence = FENCE.matcher(text);
                while (fence.find()) {
                    String schema = "component." + fence.group(1) + ".schema.json";
                    if (EditorSchemas.all().containsKey(schema)) {
                        assertThat(wrong(schema, fence.group(2)))
                                .as(report + " " + fence.group())
                                .isEmpty();
                        bodies++;
                    }
                }
            }
        }
        assertThat(reports).isGreaterThanOrEqualTo(8);
        assertThat(bodies).isGreaterThan(20);
    }

    private static List<Path> reports(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve("reports"))) {
            return new ArrayList<>(
                    files.filter(f -> f.endsWith("report.md")).sorted().toList());
        }
    }

    @Test
    void mistakesAreSeenWhileTyping() {
        assertThat(wrong("broadsheet.schema.json", "sites: s.csv\nlocal: ko\n"))
                .singleElement()
                .asString()
                .contains("local");
        assertThat(wrong("broadsheet.schema.json", "locale: ko\n"))
                .singleElement()
                .asString()
                .contains("sites");
        assertThat(wrong("broadsheet.schema.json", "sites: s.csv\nweek-start: mondy\n"))
                .isNotEmpty();
        assertThat(wrong("broadsheet.schema.json", "sites: s.csv\nmail: { port: 99999 }\n"))
                .isNotEmpty();
        assertThat(wrong("front-matter.schema.json", "title: x\nperiod: weekly\n"))
                .isNotEmpty();
        assertThat(wrong("component.line.schema.json", "x: a\ny: b\nheight: tall\n"))
                .isNotEmpty();
        assertThat(wrong("component.line.schema.json", "x: a\ny: b\ncolour: c\n"))
                .singleElement()
                .asString()
                .contains("colour");
    }

    @Test
    void whatTheEnvironmentFillsInIsRight() {
        assertThat(wrong("broadsheet.schema.json", "sites: s.csv\nmail: { via: smtp, port: \"${PORT}\" }\n"))
                .isEmpty();
    }
}

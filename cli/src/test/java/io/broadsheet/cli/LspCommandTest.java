package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.EditorSchemas;
import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.narrative.NarrativeTemplate;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.project.FrontMatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an editor gets, over the protocol, from the real command.
@Timeout(120)
class LspCommandTest {
    private static final String REPORT = """
            ---
            title: Weekly visits
            params:
              least: { type: integer, default: 1, min: 1, max: 9 }
            use:
              - trend from shared/words.md
            expect:
              - { query: weekly, rows: ">= 1" }
            ---

            # Where they came from

            ```sql weekly source=files
            select week, visitors from visits where site = :site and visitors >= :least order by week
            ```

            {{ trend(1, 2) }} {{ weekly.visitors | number }}

            ```line weekly
            x: week
            y: visitors
            ```
            """;

    private static final Component LINE =
            java.util.Objects.requireNonNull(EditorSchemas.components().get("line"));

    @TempDir
    Path folder;

    private Path report = Path.of("");
    private EditorClient editor = EditorClient.ofCommand();

    @BeforeEach
    void writeAProject() throws IOException {
        folder = folder.toRealPath();
        write("broadsheet.yaml", "name: shop\nlocale: en\nsites: sites.csv\nsources:\n  files: { path: data }\n");
        write("sites.csv", "id,name,city\n1,One,Seoul\n");
        write("data/visits.csv", "site,week,visitors\n1,2021-10-25,9\n");
        write("shared/words.md", "{% macro trend(a, b) %}more{% endmacro %}\n");
        report = write("reports/visits/report.md", REPORT);
        editor.open(report, REPORT);
        assertThat(editor.awaitDiagnostics(report, d -> true)).isEmpty();
    }

    @AfterEach
    void leave() {
        editor.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    /// Completes where `‸` stands in a report with this in place of the component.
    private List<String> inBody(String body) {
        return editor.labels(report, REPORT.replace("x: week\ny: visitors", body));
    }

    private static List<String> names(List<Key<?>> keys) {
        return keys.stream().filter(k -> !k.isRest()).map(Key::name).toList();
    }

    @Test
    void completesKeysAndChoicesOfTheFrontMatter() {
        List<CompletionItem> keys = editor.complete(report, REPORT.replace("params:", "‸\nparams:"));
        assertThat(keys)
                .extracting(CompletionItem::getLabel)
                .containsExactlyElementsOf(names(FrontMatter.KEYS).stream()
                        .filter(k ->
                                !List.of("title", "params", "use", "expect").contains(k))
                        .toList());
        CompletionItem period = keys.stream()
                .filter(k -> k.getLabel().equals("period"))
                .findFirst()
                .orElseThrow();
        assertThat(period.getTextEdit().getLeft().getNewText()).isEqualTo("period: ");
        assertThat(period.getDocumentation().getRight().getValue())
                .isEqualTo("How long its period is.\n\n`period`: one of day, week, month; week unless said");
        assertThat(editor.labels(report, REPORT.replace("params:", "period: w‸\nparams:")))
                .containsExactly("day", "week", "month");
        assertThat(editor.complete(report, REPORT.replace("params:", "period:‸\nparams:")))
                .first()
                .satisfies(item ->
                        assertThat(item.getTextEdit().getLeft().getNewText()).isEqualTo(" day"));
    }

    @Test
    void completesKeysOfMapsWithinTheFrontMatter() {
        assertThat(editor.labels(report, REPORT.replace("max: 9", "‸"))).containsExactly("max", "values");
        assertThat(editor.labels(report, REPORT.replace("rows: \">= 1\"", "‸"))).contains("rows", "message");
        assertThat(editor.labels(report, REPORT.replace("expect:\n", "mail:\n  ‸\nexpect:\n")))
                .containsExactly("summary");
        assertThat(editor.labels(report, REPORT.replace("type: integer", "type: ‸")))
                .contains("integer", "date");
    }

    @Test
    void completesNamesOfWhatTheReportHas() {
        assertThat(editor.labels(report, REPORT.replace("query: weekly", "query: ‸")))
                .containsExactly("weekly");
        assertThat(editor.labels(report, REPORT.replace("expect:\n", "mail: { summary: [‸] }\nexpect:\n")))
                .containsExactly("weekly");
        assertThat(editor.labels(report, REPORT.replace("expect:\n", "theme: ‸\nexpect:\n")))
                .containsExactly("default");
        assertThat(editor.labels(report, REPORT.replace("trend from shared/words.md", "‸")))
                .containsExactly("trend from shared/words.md");
        assertThat(editor.labels(report, REPORT.replace("trend from shared/words.md", "trend from s‸")))
                .containsExactly("shared/words.md");
    }

    @Test
    void completesTheWordsOfAFence() {
        List<CompletionItem> words = editor.complete(report, REPORT + "\n```‸");
        assertThat(words)
                .extracting(CompletionItem::getLabel)
                .startsWith("sql")
                .containsAll(EditorSchemas.components().keySet());
        assertThat(words)
                .filteredOn(w -> w.getLabel().equals("line"))
                .first()
                .satisfies(line -> assertThat(line.getDetail()).isEqualTo(LINE.says()));
        assertThat(editor.labels(report, REPORT + "\n```line w‸\n```\n")).containsExactly("weekly");
        assertThat(editor.labels(report, REPORT.replace("```sql weekly", "```line ‸\n\n```sql weekly")))
                .containsExactly("weekly");
        assertThat(editor.labels(report, REPORT + "\n```sql more ‸\n```\n")).containsExactly("source=files");
        assertThat(editor.labels(report, REPORT.replaceFirst("```\n$", "```‸\n")))
                .isEmpty();
    }

    @Test
    void completesKeysAndChoicesOfAComponent() {
        assertThat(inBody("x: week\n‸"))
                .containsExactlyElementsOf(names(EditorSchemas.componentKeys(LINE)).stream()
                        .filter(k -> !k.equals("x"))
                        .toList());
        assertThat(inBody("x: week\ny: visitors\nformat: ‸")).contains("percent", "money");
        assertThat(inBody("x: week\nnumbers: ‸")).containsExactly("yes", "no", "true", "false");
        // What columns there are only the data knows.
        assertThat(inBody("x: ‸")).isEmpty();
        assertThat(inBody("x: week # ‸")).isEmpty();
    }

    @Test
    void completesParametersAndTablesInSql() {
        assertThat(editor.labels(report, REPORT.replace(":least", ":le‸")))
                .containsExactly("least", "period_end", "period_start", "site");
        assertThat(editor.labels(report, REPORT.replace(":least", "1::‸"))).isEmpty();
        assertThat(editor.labels(report, REPORT.replace(":least", "':‸'"))).isEmpty();
        assertThat(editor.labels(report, REPORT + "\n```sql more\nselect * from ‸\n```\n"))
                .containsExactly("weekly");
    }

    @Test
    void completesNarrative() {
        assertThat(editor.labels(report, REPORT.replace("| number", "| ‸")))
                .containsExactlyElementsOf(NarrativeTemplate.filters().keySet())
                .contains("percent", "change", "upper");
        assertThat(editor.labels(report, REPORT.replace("weekly.visitors", "‸")))
                .containsExactly("site", "period", "params", "weekly", "trend");
        assertThat(editor.labels(report, REPORT.replace("weekly.visitors", "params.‸")))
                .containsExactly("least");
        assertThat(editor.labels(report, REPORT.replace("weekly.visitors", "site.‸")))
                .contains("name", "city");
        assertThat(editor.labels(report, REPORT.replace("weekly.visitors", "period.‸")))
                .contains("last_day");
        assertThat(editor.labels(report, REPORT.replace("Weekly visits", "\"{{ period.label | ‸\"")))
                .contains("date");
        assertThat(editor.labels(report, REPORT.replace("came from", "came‸ from")))
                .isEmpty();
    }

    @Test
    void hoversOverKeysComponentsAndFilters() {
        assertThat(editor.hover(report, REPORT.replace("title:", "ti‸tle:")))
                .startsWith("The heading of the page;")
                .endsWith("must be there");
        assertThat(editor.hover(report, REPORT.replace("min: 1", "mi‸n: 1"))).startsWith("The least value.");
        assertThat(editor.hover(report, REPORT.replace("y: visitors", "‸y: visitors")))
                .contains("`y`: ");
        assertThat(editor.hover(report, REPORT.replace("```line", "```li‸ne"))).startsWith(LINE.says());
        assertThat(editor.hover(report, REPORT.replace("| number", "| num‸ber")))
                .isEqualTo("`| number(decimals)`");
        assertThat(editor.hover(report, REPORT.replace(":least", ":le‸ast")))
                .isEqualTo("`:least`: integer, 1 unless given");
        assertThat(editor.hover(report, REPORT.replace("came from", "ca‸me from")))
                .isEmpty();
    }

    @Test
    void goesToDefinitions() {
        Range weekly = new Range(new Position(12, 7), new Position(12, 13));
        for (String at : List.of("```line we‸ekly", "{ query: we‸ekly", "{{ we‸ekly.visitors")) {
            assertThat(editor.definition(report, REPORT.replace(at.replace("‸", ""), at)))
                    .as(at)
                    .singleElement()
                    .satisfies(l -> {
                        assertThat(l.getUri()).isEqualTo(report.toUri().toString());
                        assertThat(l.getRange()).isEqualTo(weekly);
                    });
        }
        String words = folder.resolve("shared/words.md").toUri().toString();
        assertThat(editor.definition(report, REPORT.replace("shared/words.md", "shared/wo‸rds.md")))
                .singleElement()
                .satisfies(l -> assertThat(l.getUri()).isEqualTo(words));
        assertThat(editor.definition(report, REPORT.replace("{{ trend", "{{ tr‸end")))
                .singleElement()
                .satisfies(l -> assertThat(l.getRange()).isEqualTo(new Range(new Position(0, 9), new Position(0, 14))));
        assertThat(editor.definition(report, REPORT.replace(":least", ":le‸ast")))
                .singleElement()
                .satisfies(l -> assertThat(l.getRange().getStart()).isEqualTo(new Position(3, 2)));
        assertThat(editor.definition(report, REPORT.replace("x: week", "x: we‸ek")))
                .isEmpty();
    }

    @Test
    void listsQueriesAndComponents() {
        assertThat(editor.symbols(report))
                .extracting(DocumentSymbol::getName, DocumentSymbol::getDetail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("weekly", "sql"),
                        org.assertj.core.groups.Tuple.tuple("weekly", "line"));
        assertThat(editor.symbols(report).getFirst().getRange())
                .isEqualTo(new Range(new Position(12, 0), new Position(14, 3)));
    }

    @Test
    void tellsProblemsWhileTypingUntilTheyAreCured() {
        editor.type(report, REPORT.replace("```line weekly", "```line weakly"));
        Diagnostic wrong = editor.awaitDiagnostics(report, d -> !d.isEmpty()).getFirst();
        assertThat(wrong.getCode().getLeft()).isEqualTo("unknown-query");
        assertThat(wrong.getMessage().getLeft())
                .isEqualTo("no query is named 'weakly'\nqueries: weekly. Did you mean weekly?");
        assertThat(wrong.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
        assertThat(wrong.getSource()).isEqualTo("broadsheet");
        assertThat(wrong.getRange()).isEqualTo(new Range(new Position(18, 8), new Position(18, 14)));
        editor.type(report, REPORT);
        assertThat(editor.awaitDiagnostics(report, List::isEmpty)).isEmpty();
    }

    @Test
    void countsInUtf16WhateverTheLanguageAndTheLineEnds() {
        String korean = REPORT.replace("Where they came from", "어디서 왔나 😀")
                .replace("{{ trend(1, 2) }}", "한글 😀😀 {{ nobody }}")
                .replace("\n", "\r\n");
        editor.type(report, korean);
        List<Diagnostic> found = editor.awaitDiagnostics(report, d -> !d.isEmpty());
        assertThat(found)
                .singleElement()
                .satisfies(
                        d -> assertThat(d.getRange()).isEqualTo(new Range(new Position(16, 11), new Position(16, 17))));
        List<CompletionItem> items = editor.complete(report, korean.replace("{{ nobody }}", "{{ period.st‸ }}"));
        assertThat(items.getFirst().getTextEdit().getLeft().getRange())
                .isEqualTo(new Range(new Position(16, 18), new Position(16, 20)));
        assertThat(editor.labels(report, korean.replace("y: visitors", "‸"))).contains("y", "title");
    }

    @Test
    void savingTheProjectTellsWhatIsWrongInAllItsFiles() throws IOException {
        Path project = write("broadsheet.yaml", "name: shop\nlocale: en\nsites: sites.csv\nsource: {}\n");
        editor.saved(project);
        assertThat(editor.awaitDiagnostics(project, d -> !d.isEmpty()).getFirst())
                .satisfies(d -> assertThat(d.getCode().getLeft()).isEqualTo("unknown-key"))
                .satisfies(d -> assertThat(d.getRange()).isEqualTo(new Range(new Position(3, 0), new Position(3, 6))));
        // What the report says by itself is checked without a project, too.
        editor.type(report, REPORT.replace("y: visitors", "yy: visitors"));
        assertThat(editor.awaitDiagnostics(report, d -> !d.isEmpty()))
                .extracting(d -> d.getCode().getLeft())
                .contains("unknown-key", "missing-key");
        editor.type(report, REPORT);
        write("broadsheet.yaml", "name: shop\nlocale: en\nsites: sites.csv\nsources:\n  files: { path: data }\n");
        editor.saved(project);
        assertThat(editor.awaitDiagnostics(project, List::isEmpty)).isEmpty();
        assertThat(editor.awaitDiagnostics(report, List::isEmpty)).isEmpty();
    }

    @Test
    void aProblemElsewhereInTheProjectIsToldWhereItIs() throws IOException {
        Path other = write("reports/other/report.md", "---\ntitle: Other\nperiode: day\n---\n\nText\n");
        editor.saved(other);
        assertThat(editor.awaitDiagnostics(other, d -> !d.isEmpty())).hasSize(1);
        editor.close(report);
        assertThat(editor.awaitDiagnostics(other, List::isEmpty)).isEmpty();
    }

    @Test
    void whatIsNotAReportOfAProjectGetsNothing(@TempDir Path elsewhere) throws IOException {
        Path readme = elsewhere.toRealPath().resolve("README.md");
        editor.open(readme, "---\nti\n---\n```\n");
        assertThat(editor.items(readme, new Position(1, 2))).isEmpty();
        assertThat(editor.items(readme, new Position(3, 3))).isEmpty();
        Path notes = folder.resolve("notes.md");
        editor.open(notes, "```line\n```\n{{ x | ");
        assertThat(editor.items(notes, new Position(2, 7))).isEmpty();
        editor.type(report, REPORT.replace("y: visitors", ""));
        editor.awaitDiagnostics(report, d -> !d.isEmpty());
        assertThat(editor.wasTold(readme)).isFalse();
    }

    /// At every place of a report that is written from its beginning, completion answers, and so do the others.
    @Test
    void answersAtEveryPlaceOfAHalfWrittenReport() {
        String text = REPORT.replace("\n```line", "\n> - 한글 😀\n\n```line")
                + "\n- a\n\n  ```table weekly\n  columns:\n    - { name: week, label: \"x\n";
        for (int end = 0; end <= text.length(); end++) {
            String half = text.substring(0, end) + "‸";
            assertThat(editor.complete(report, half)).as(half).isNotNull();
        }
        for (int at = 0; at <= text.length(); at += 3) {
            String cut = text.substring(0, at) + "‸" + text.substring(Math.min(text.length(), at + 7));
            assertThat(editor.complete(report, cut)).as(cut).isNotNull();
            assertThat(editor.hover(report, cut)).isNotNull();
            assertThat(editor.definition(report, cut)).isNotNull();
        }
        editor.type(report, REPORT);
        assertThat(editor.awaitDiagnostics(report, List::isEmpty)).isEmpty();
    }

    @Test
    void survivesHugeAndHostileReports() {
        for (String hostile : List.of(
                REPORT + "word ".repeat(400_000),
                "---\n" + "a: ".repeat(100_000) + "\n" + "- ".repeat(50_000) + "\n---\n",
                "---\nx: " + "{ a: [".repeat(50_000) + "\n---\n",
                "> ".repeat(20_000) + "```line\n",
                "{{ ".repeat(100_000))) {
            editor.type(report, hostile);
            int last = (int) hostile.chars().filter(c -> c == '\n').count();
            assertThat(editor.items(report, new Position(1, 200_000))).isNotNull();
            assertThat(editor.items(report, new Position(last, Integer.MAX_VALUE)))
                    .isNotNull();
        }
        editor.type(report, REPORT + "word ".repeat(400_000));
        assertThat(editor.awaitDiagnostics(
                                report,
                                d -> !d.isEmpty()
                                        && d.getFirst().getCode().getLeft().equals("too-large"))
                        .getFirst()
                        .getRange()
                        .getStart())
                .isEqualTo(new Position(0, 0));
        editor.type(report, REPORT);
        assertThat(editor.awaitDiagnostics(report, List::isEmpty)).isEmpty();
    }

    @Test
    void endsWhenTheEditorSaysGoodbyeOrVanishes() {
        assertThat(editor.leave()).isZero();
        editor = EditorClient.ofCommand();
        assertThat(editor.vanish()).isEqualTo(ExitCode.PROBLEMS);
    }
}

package io.broadsheet.cli.editor;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.FrontMatter;
import io.broadsheet.engine.source.Block;
import io.broadsheet.engine.source.FencePlace;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.ReportParser;
import io.broadsheet.engine.source.ReportSource;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A report as it stands in an editor, perhaps half written: what can be read of it.
///
/// @param frontEnd the 1-based line that closes the front matter; 0 where there is none
record ReportText(
        SourceText text,
        ReportSource source,
        FrontMatter front,
        List<FencePlace> fences,
        int frontEnd,
        List<Problem> problems) {
    private static final String SQL = "sql";

    static ReportText read(String name, SourceText text) {
        Problems problems = new Problems();
        ReportSource source = ReportParser.parse(name, text, Words.COMPONENTS.keySet(), problems);
        FrontMatter front = FrontMatter.read(source, problems);
        for (Block.Component block : source.components()) {
            Words.keys(block.kind().text())
                    .ifPresent(keys -> Options.read(block.owner(), block.span(), block.body(), keys, problems));
        }
        return new ReportText(
                text, source, front, FencePlace.of(text), FencePlace.frontMatterEnd(text), problems.list());
    }

    boolean inFrontMatter(int line) {
        return line > 1 && line < frontEnd;
    }

    Optional<FencePlace> fenceAround(int line) {
        return fences.stream().filter(f -> f.holds(line)).findFirst();
    }

    Optional<FencePlace> fenceOpenedAt(int line) {
        return fences.stream().filter(f -> f.openLine() == line).findFirst();
    }

    static String kind(FencePlace fence) {
        return fence.words().isEmpty() ? "" : fence.words().getFirst().text();
    }

    static boolean isQuery(FencePlace fence) {
        return kind(fence).equals(SQL) && fence.words().size() > 1;
    }

    /// The names that its queries are given, where they stand.
    List<Name> queries() {
        return fences.stream()
                .filter(ReportText::isQuery)
                .map(f -> f.words().get(1))
                .toList();
    }

    Optional<Name> query(String name) {
        return queries().stream().filter(q -> q.text().equals(name)).findFirst();
    }

    /// What `mail: summary` may call its components.
    Set<String> componentNames() {
        Set<String> names = new LinkedHashSet<>();
        for (Block.Component block : source.components()) {
            Optional<String> given = block.body()
                    .get("name")
                    .filter(YamlValue.Scalar.class::isInstance)
                    .map(v -> ((YamlValue.Scalar) v).text());
            given.or(() -> block.query().map(Name::text)).ifPresent(names::add);
        }
        return names;
    }

    /// The lines of the YAML around a line, the 1-based first and the one after the last; none outside of YAML.
    Optional<int[]> yamlAround(int line) {
        if (inFrontMatter(line)) {
            return Optional.of(new int[] {2, Math.min(frontEnd, text.lineCount() + 1)});
        }
        return fenceAround(line)
                .filter(f -> Words.COMPONENTS.containsKey(kind(f)))
                .map(f -> new int[] {f.openLine() + 1, Math.min(f.endLine(), text.lineCount() + 1)});
    }

    /// The keys of the YAML around a line.
    List<Key<?>> keysAround(int line) {
        if (inFrontMatter(line)) {
            return Words.frontMatter();
        }
        return fenceAround(line).flatMap(f -> Words.keys(kind(f))).orElse(List.of());
    }

    /// All keys of the YAML around a line.
    List<YamlScan.Found> keysWritten(int line) {
        List<YamlScan.Found> found = new ArrayList<>();
        yamlAround(line).ifPresent(lines -> {
            YamlScan scan = new YamlScan();
            for (int l = lines[0]; l < lines[1]; l++) {
                scan.line(text.line(l), l, false);
            }
            found.addAll(scan.found());
        });
        return found;
    }

    /// What is written of the YAML up to a place of one of its lines.
    Optional<YamlScan.End> yamlUpTo(int line, int column) {
        return yamlAround(line).flatMap(lines -> {
            YamlScan scan = new YamlScan();
            for (int l = lines[0]; l < line; l++) {
                scan.line(text.line(l), l, false);
            }
            scan.line(text.line(line).substring(0, column), line, true);
            return scan.end();
        });
    }
}

package io.broadsheet.cli.editor;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.source.FencePlace;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import java.util.Optional;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/// What the word at a place means.
final class Hovers {
    private Hovers() {}

    static Optional<Hover> at(ReportText report, int offset) {
        SourceText text = report.text();
        int line = text.lineOf(offset);
        Span word = WordAt.find(text, offset);
        Optional<String> tag = Narrative.tag(report, word.offset());
        if (tag.isPresent()) {
            boolean filter = tag.get().stripTrailing().endsWith("|") && Words.FILTERS.containsKey(word.text());
            return filter ? Optional.of(hover(word, "`" + Words.filter(word.text()) + "`")) : Optional.empty();
        }
        if (report.yamlAround(line).isPresent()) {
            return key(report, offset, line);
        }
        Optional<FencePlace> opened = report.fenceOpenedAt(line);
        if (opened.isPresent()) {
            return component(opened.get(), offset);
        }
        return report.fenceAround(line).filter(ReportText::isQuery).flatMap(f -> parameter(report, word));
    }

    private static Hover hover(Span at, String says) {
        return new Hover(new MarkupContent(MarkupKind.MARKDOWN, says), Places.range(at));
    }

    private static Optional<Hover> key(ReportText report, int offset, int line) {
        SourceText text = report.text();
        int column = offset - text.lineStart(line);
        for (YamlScan.Found found : report.keysWritten(line)) {
            if (found.line() == line && found.from() <= column && column <= found.to()) {
                Optional<Key<?>> key = Shapes.key(report.keysAround(line), found.owner(), found.name());
                Span at = text.span(text.lineStart(line) + found.from(), found.to() - found.from());
                return key.map(k -> hover(at, Words.key(k)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Hover> component(FencePlace fence, int offset) {
        for (Name word : fence.words().stream().limit(1).toList()) {
            Component component = Words.COMPONENTS.get(word.text());
            if (component != null && WordAt.holds(word.span(), offset)) {
                return Optional.of(hover(word.span(), Words.component(component)));
            }
            if (ReportText.isQuery(fence) && WordAt.holds(word.span(), offset)) {
                return Optional.of(hover(word.span(), Words.SQL));
            }
        }
        return Optional.empty();
    }

    private static Optional<Hover> parameter(ReportText report, Span word) {
        boolean bound = word.offset() > 0 && word.source().text().charAt(word.offset() - 1) == ':';
        return report.front().parameters().stream()
                .filter(p -> bound && p.name().text().equals(word.text()))
                .findFirst()
                .map(p -> hover(word, "`:" + p.name() + "`: " + parameter(p)));
    }

    /// `integer, 12 unless given`
    static String parameter(ParameterSpec parameter) {
        return parameter.type().name().toLowerCase(java.util.Locale.ROOT) + ", " + parameter.defaultValue()
                + " unless given";
    }
}

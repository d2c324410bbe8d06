package io.broadsheet.cli.editor;

import io.broadsheet.engine.source.FencePlace;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.SymbolKind;

/// The queries and components of a report.
final class Outline {
    private Outline() {}

    static List<DocumentSymbol> of(ReportText report) {
        List<DocumentSymbol> symbols = new ArrayList<>();
        for (FencePlace fence : report.fences()) {
            boolean query = ReportText.isQuery(fence);
            if (query || Words.COMPONENTS.containsKey(ReportText.kind(fence))) {
                symbols.add(symbol(report.text(), fence, query));
            }
        }
        return symbols;
    }

    private static DocumentSymbol symbol(SourceText text, FencePlace fence, boolean query) {
        int start = text.lineStart(fence.openLine());
        int last = Math.min(fence.closed() ? fence.endLine() : fence.endLine() - 1, text.lineCount());
        Span whole = text.span(start, text.lineStart(last) + text.line(last).length() - start);
        Name name = fence.words().get(Math.min(1, fence.words().size() - 1));
        return new DocumentSymbol(
                name.text(),
                query ? SymbolKind.Function : SymbolKind.Class,
                Places.range(whole),
                Places.range(name.span()),
                ReportText.kind(fence));
    }
}

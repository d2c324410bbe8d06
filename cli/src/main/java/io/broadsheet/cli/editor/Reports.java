package io.broadsheet.cli.editor;

import io.broadsheet.engine.source.SourceReader;
import io.broadsheet.engine.source.SourceText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/// What an editor tells of its files and asks about them. Called by one thread.
final class Reports implements TextDocumentService, WorkspaceService {
    private final Desk desk;

    Reports(Desk desk) {
        this.desk = desk;
    }

    /// Empty for what is no file, such as a text that was never saved.
    static Optional<Path> path(String uri) {
        try {
            URI parsed = new URI(uri);
            return "file".equals(parsed.getScheme())
                    ? Optional.of(Path.of(parsed).toAbsolutePath().normalize())
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        put(params.getTextDocument().getUri(), params.getTextDocument().getText(), false);
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        List<TextDocumentContentChangeEvent> changes = params.getContentChanges();
        if (!changes.isEmpty()) {
            put(params.getTextDocument().getUri(), changes.getLast().getText(), true);
        }
    }

    private void put(String uri, String text, boolean typing) {
        path(uri).ifPresent(path -> desk.put(OpenFile.of(uri, path, text), typing));
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        path(params.getTextDocument().getUri()).ifPresent(desk::close);
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        path(params.getTextDocument().getUri()).ifPresent(desk::changed);
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        params.getChanges().forEach(change -> path(change.getUri()).ifPresent(desk::changed));
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        // There is nothing to configure.
    }

    /// A report that is open, and the file that it is.
    private record Asked(OpenFile file, ReportText report) {
        int offset(Position position) {
            return Places.offset(report.text(), position);
        }
    }

    private <T> CompletableFuture<@Nullable T> answer(String uri, Function<Asked, @Nullable T> answer) {
        return CompletableFuture.completedFuture(path(uri)
                .flatMap(desk::file)
                // What the reader refuses as too large has no words to complete.
                .filter(file -> file.text().text().length() <= SourceReader.DEFAULT_LARGEST_BYTES)
                .flatMap(file -> file.report().map(name -> new Asked(file, ReportText.read(name, file.text()))))
                .map(answer)
                .orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return this.<List<CompletionItem>>answer(params.getTextDocument().getUri(), asked -> {
                    SourceText text = asked.report().text();
                    return Completions.at(
                            asked.report(), desk.project(asked.file()), Places.offset(text, params.getPosition()));
                })
                .thenApply(items -> Either.forLeft(items == null ? List.of() : items));
    }

    @Override
    @SuppressWarnings("NullAway") // The protocol's null is "nothing there".
    public CompletableFuture<Hover> hover(HoverParams params) {
        return answer(
                params.getTextDocument().getUri(),
                asked -> Hovers.at(asked.report(), asked.offset(params.getPosition()))
                        .orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return this.<List<Location>>answer(
                        params.getTextDocument().getUri(),
                        asked -> Definitions.at(
                                        asked.file().uri(),
                                        asked.report(),
                                        desk.project(asked.file()),
                                        asked.offset(params.getPosition()))
                                .stream()
                                .toList())
                .thenApply(found -> Either.forLeft(found == null ? List.of() : found));
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return this.<List<DocumentSymbol>>answer(params.getTextDocument().getUri(), asked -> Outline.of(asked.report()))
                .thenApply(found -> found == null
                        ? List.of()
                        : found.stream()
                                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                                .toList());
    }
}

package io.broadsheet.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// An editor that speaks the protocol with `broadsheet lsp`. A `‸` in its texts is the cursor.
final class EditorClient implements LanguageClient, AutoCloseable {
    private static final int MOST_SECONDS = 60;
    private static final String CURSOR = "‸";

    private final LanguageServer server;
    private final OutputStream toServer;
    private final CompletableFuture<Integer> exitCode;
    private final Map<String, List<Diagnostic>> diagnostics = new HashMap<>();
    private int version;

    private EditorClient(InputStream fromServer, OutputStream toServer, CompletableFuture<Integer> exitCode) {
        this.toServer = toServer;
        this.exitCode = exitCode;
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(this, fromServer, toServer);
        var _ = launcher.startListening();
        server = launcher.getRemoteProxy();
        InitializeParams params = new InitializeParams();
        params.setCapabilities(new ClientCapabilities());
        wait(server.initialize(params));
        server.initialized(new InitializedParams());
    }

    /// The real command, in this process.
    static EditorClient ofCommand() {
        try {
            PipedOutputStream toServer = new PipedOutputStream();
            PipedInputStream in = new PipedInputStream(toServer, 1 << 16);
            PipedOutputStream out = new PipedOutputStream();
            PipedInputStream fromServer = new PipedInputStream(out, 1 << 16);
            Surroundings surroundings = Surroundings.of(
                            new PrintStream(out, false, StandardCharsets.UTF_8),
                            Commands.stream(new ByteArrayOutputStream()))
                    .withIn(in);
            CompletableFuture<Integer> exitCode = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> {
                int code = Broadsheet.run(new String[] {"lsp"}, surroundings);
                surroundings.out().close();
                exitCode.complete(code);
            });
            return new EditorClient(fromServer, toServer, exitCode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EditorClient of(Process process) {
        return new EditorClient(
                process.getInputStream(),
                process.getOutputStream(),
                process.onExit().thenApply(Process::exitValue));
    }

    static <T> T wait(CompletableFuture<T> answer) {
        try {
            return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static TextDocumentIdentifier id(Path file) {
        return new TextDocumentIdentifier(file.toUri().toString());
    }

    EditorClient open(Path file, String text) {
        String uri = file.toUri().toString();
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(
                        new TextDocumentItem(uri, "markdown", ++version, text.replace(CURSOR, ""))));
        return this;
    }

    EditorClient type(Path file, String text) {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(file.toUri().toString(), ++version),
                        List.of(new TextDocumentContentChangeEvent(text.replace(CURSOR, "")))));
        return this;
    }

    EditorClient saved(Path file) {
        server.getTextDocumentService().didSave(new DidSaveTextDocumentParams(id(file)));
        return this;
    }

    EditorClient close(Path file) {
        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(id(file)));
        return this;
    }

    static Position position(String text) {
        int at = text.indexOf(CURSOR);
        if (at < 0) {
            throw new AssertionError("no cursor in " + text);
        }
        String before = text.substring(0, at).replace("\r\n", "\n");
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, before.length() - before.lastIndexOf('\n') - 1);
    }

    List<CompletionItem> items(Path file, Position position) {
        return wait(server.getTextDocumentService().completion(new CompletionParams(id(file), position)))
                .getLeft();
    }

    /// Types a text and completes at its cursor.
    List<CompletionItem> complete(Path file, String text) {
        type(file, text);
        return items(file, position(text));
    }

    List<String> labels(Path file, String text) {
        return complete(file, text).stream().map(CompletionItem::getLabel).toList();
    }

    /// What hovers over the cursor; empty where nothing does.
    String hover(Path file, String text) {
        type(file, text);
        var hover = wait(server.getTextDocumentService().hover(new HoverParams(id(file), position(text))));
        return hover == null ? "" : hover.getContents().getRight().getValue();
    }

    List<? extends Location> definition(Path file, String text) {
        type(file, text);
        return wait(server.getTextDocumentService().definition(new DefinitionParams(id(file), position(text))))
                .getLeft();
    }

    List<DocumentSymbol> symbols(Path file) {
        List<DocumentSymbol> symbols = new ArrayList<>();
        wait(server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(id(file))))
                .forEach(s -> symbols.add(s.getRight()));
        return symbols;
    }

    /// Waits until what is said of a file is as it should be.
    synchronized List<Diagnostic> awaitDiagnostics(Path file, Predicate<List<Diagnostic>> wanted) {
        String uri = file.toUri().toString();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try {
            while (!diagnostics.containsKey(uri) || !wanted.test(diagnostics.get(uri))) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("the last diagnostics were " + diagnostics);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return diagnostics.get(uri);
    }

    synchronized boolean wasTold(Path file) {
        return diagnostics.containsKey(file.toUri().toString());
    }

    /// As the protocol wants it.
    int leave() {
        wait(server.shutdown());
        server.exit();
        int code = wait(exitCode);
        vanish();
        return code;
    }

    /// As a crash does.
    int vanish() {
        try {
            toServer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wait(exitCode);
    }

    @Override
    public void close() {
        if (!exitCode.isDone()) {
            vanish();
        }
    }

    @Override
    public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
        diagnostics.put(params.getUri(), params.getDiagnostics());
        notifyAll();
    }

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void showMessage(MessageParams message) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams message) {}
}

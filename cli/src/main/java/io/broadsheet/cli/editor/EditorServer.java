package io.broadsheet.cli.editor;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/// The language server: the Language Server Protocol over two streams, for one editor. It reads the projects of the
/// files that the editor opens and asks nothing of any network.
public final class EditorServer implements LanguageServer {
    private static final String WATCH = "workspace/didChangeWatchedFiles";

    private final String version;
    private final Desk desk;
    private final Reports reports;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private @Nullable LanguageClient client;
    private boolean watches;
    private boolean shutDown;

    private EditorServer(String version, Map<String, String> environment, PrintStream log) {
        this.version = version;
        this.desk = new Desk(environment, log, found -> {
            LanguageClient editor = client;
            if (editor != null) {
                editor.publishDiagnostics(found);
            }
        });
        this.reports = new Reports(desk);
    }

    /// Serves one editor until it says `exit`, or its end of `in` is closed.
    ///
    /// @param version what the server says of itself
    /// @param out nothing but the protocol is written there
    /// @param environment what `${NAME}` in `broadsheet.yaml` is filled from
    /// @param log for people
    /// @return whether the editor said goodbye in the protocol's order
    public static boolean serve(
            String version, InputStream in, OutputStream out, Map<String, String> environment, PrintStream log) {
        EditorServer server = new EditorServer(version, environment, log);
        ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("broadsheet-lsp-", 0).daemon().factory());
        Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out, threads, w -> w);
        server.client = launcher.getRemoteProxy();
        Future<Void> listening = launcher.startListening();
        threads.execute(() -> server.awaitEndOf(listening));
        try {
            return server.ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            server.desk.close();
            listening.cancel(true);
            threads.shutdownNow();
        }
    }

    private void awaitEndOf(Future<Void> listening) {
        try {
            listening.get();
        } catch (ExecutionException | CancellationException e) {
            // The stream broke: there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.complete(shutDown);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        var workspace = params.getCapabilities() == null
                ? null
                : params.getCapabilities().getWorkspace();
        var watching = workspace == null ? null : workspace.getDidChangeWatchedFiles();
        watches = watching != null && Boolean.TRUE.equals(watching.getDynamicRegistration());
        TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Full);
        sync.setSave(new SaveOptions(false));
        ServerCapabilities can = new ServerCapabilities();
        can.setTextDocumentSync(sync);
        can.setCompletionProvider(new CompletionOptions(false, List.of("`", ":", "|", ".", " ", "{", "-")));
        can.setHoverProvider(true);
        can.setDefinitionProvider(true);
        can.setDocumentSymbolProvider(true);
        return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("broadsheet", version)));
    }

    /// What changes outside of the editor may cure a problem, or be one.
    @Override
    public void initialized(InitializedParams params) {
        LanguageClient editor = client;
        if (watches && editor != null) {
            List<FileSystemWatcher> watchers = List.of(new FileSystemWatcher(Either.forLeft("**/*.{md,sql,yaml,csv}")));
            editor.registerCapability(new RegistrationParams(List.of(
                            new Registration(WATCH, WATCH, new DidChangeWatchedFilesRegistrationOptions(watchers)))))
                    .exceptionally(refused -> null);
        }
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        ended.complete(shutDown);
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return reports;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return reports;
    }
}

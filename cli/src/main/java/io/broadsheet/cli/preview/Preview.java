package io.broadsheet.cli.preview;

import java.io.IOException;
import java.net.URI;

/// A preview that runs: close it to end it.
public final class Preview implements AutoCloseable {
    private final Desk desk;
    private final FolderWatch watch;
    private final PreviewServer server;
    private final String host;

    private Preview(Desk desk, FolderWatch watch, PreviewServer server, String host) {
        this.desk = desk;
        this.watch = watch;
        this.server = server;
        this.host = host;
    }

    /// Starts to listen, and to watch the project's files.
    ///
    /// @throws java.net.BindException if the port is taken, or the address is not this machine's
    public static Preview start(PreviewSettings settings) throws IOException {
        Desk desk = new Desk(settings);
        PreviewServer server = PreviewServer.start(settings.host(), settings.port(), desk);
        FolderWatch watch = FolderWatch.start(desk.project()::folders, desk::changed);
        desk.start();
        return new Preview(desk, watch, server, settings.host());
    }

    /// Where a browser of this machine finds it.
    public URI address() {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + server.port() + "/");
    }

    @Override
    public void close() {
        watch.close();
        server.close();
        desk.close();
    }
}

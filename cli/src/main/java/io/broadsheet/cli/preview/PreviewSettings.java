package io.broadsheet.cli.preview;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;

/// How a preview is started.
///
/// @param folder the project's
/// @param environment what `${NAME}` in `broadsheet.yaml` is filled from
/// @param host the address to listen on; this machine's own unless it runs in a container
/// @param port 0 for one that is free
/// @param first what is shown where the address of the page does not say
/// @param today the issue date where none is chosen
public record PreviewSettings(
        Path folder,
        Map<String, String> environment,
        String host,
        int port,
        Wish first,
        LocalDate today,
        InstantSource clock) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8090;

    /// Without the environment, which holds secrets.
    @Override
    public String toString() {
        return "PreviewSettings[" + folder + ", " + host + ":" + port + "]";
    }
}

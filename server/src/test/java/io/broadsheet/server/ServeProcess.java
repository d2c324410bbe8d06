package io.broadsheet.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `broadsheet serve` as a process of its own.
final class ServeProcess implements AutoCloseable {
    private final Process process;

    /// @param roles as `--roles` takes them
    /// @param port 0 for any
    ServeProcess(Path project, String roles, int port, Path home, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.broadsheet.cli.Broadsheet",
                "serve",
                project.toString(),
                "--roles",
                roles,
                "--port",
                Integer.toString(port),
                "--home",
                home.toString(),
                "--workers",
                "2"));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Without a word to it: `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.testing.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `broadsheet demo` as a process, as somebody sees it who has just downloaded it.
@Timeout(600)
class DemoOutputTest {
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final String END = "Ctrl-C ends it.";

    @TempDir
    Path folder;

    @Test
    void saysWhatOneNeedsAndNothingElse() throws IOException, InterruptedException {
        for (String start : new String[] {"first", "second"}) {
            Path out = folder.resolve(start + ".out");
            Path err = folder.resolve(start + ".err");
            Process demo = start(out, err);
            try {
                Eventually.is(
                        "the demo is ready",
                        LONGEST,
                        () -> !demo.isAlive() || text(err).contains(END));
                assertThat(demo.isAlive()).as(text(err)).isTrue();
            } finally {
                demo.destroy();
                demo.waitFor();
            }
            assertThat(text(out).lines())
                    .as(text(out))
                    .hasSize(2)
                    .allMatch(l -> l.matches("The (customer's portal|team's console) +http://localhost:\\d+/\\S+"));
            assertThat(text(err).lines().filter(l -> !l.startsWith("  the editions of 2021-")))
                    .as(text(err))
                    .hasSize(3)
                    .allMatch(l ->
                            l.startsWith("The demo is kept in ") || l.startsWith("Caught mail ") || l.endsWith(END));
        }
    }

    /// Real trouble is said all the same.
    @Test
    void saysThatItsPortIsTaken() throws IOException, InterruptedException {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Path err = folder.resolve("taken.err");
            Process demo = start(folder.resolve("taken.out"), err, taken.getLocalPort());
            try {
                Eventually.is("it ended", LONGEST, () -> !demo.isAlive());
            } finally {
                demo.destroyForcibly();
            }
            assertThat(demo.exitValue()).isEqualTo(3);
            assertThat(text(err))
                    .contains("broadsheet demo: port " + taken.getLocalPort() + " is taken by another program");
        }
    }

    private Process start(Path out, Path err) {
        return start(out, err, DiversWeek.freePort());
    }

    private Process start(Path out, Path err, int port) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                // The tests' own logging is not the demo's.
                .filter(p -> !p.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-XX:+UseSerialGC",
                            "-Xmx500m",
                            "-Dbroadsheet.home=" + Path.of("").toAbsolutePath().resolveSibling(""),
                            "-cp",
                            classPath,
                            "io.broadsheet.cli.Broadsheet",
                            "demo",
                            "--dir",
                            folder.resolve("demo").toString(),
                            "--port",
                            Integer.toString(port))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

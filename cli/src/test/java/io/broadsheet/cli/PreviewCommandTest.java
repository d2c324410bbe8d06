package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PreviewCommandTest {
    @TempDir
    Path folder;

    private void project() throws IOException {
        Files.writeString(folder.resolve("broadsheet.yaml"), "name: x\n");
    }

    @Test
    void aPortThatIsTakenIsSaidWithItsCure() throws IOException {
        project();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Commands.Said said = Commands.onNothing().run("preview", folder, "--port", taken.getLocalPort());
            assertThat(said.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(said.err())
                    .contains("port " + taken.getLocalPort() + " is taken", "--port 0 for one that is free");
        }
    }

    @Test
    void whatCanBeNoPortIsSaid() throws IOException {
        project();
        assertThat(Commands.onNothing()
                        .run("preview", folder, "--port", "70000")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aFolderWithoutAProjectIsSaid() {
        Commands.Said said = Commands.onNothing().run("preview", folder);
        assertThat(said.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.err()).contains("there is no broadsheet.yaml in", "broadsheet init DIR");
    }

    @Test
    void tellsItsAddressAndEndsWhenItIsStopped() throws Exception {
        project();
        for (String format : new String[] {"text", "json"}) {
            LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
            CountDownLatch ended = new CountDownLatch(1);
            Thread command = Thread.ofPlatform().start(() -> {
                Surroundings surroundings = Surroundings.of(lineTaker(lines), System.err);
                Broadsheet.run(
                        new String[] {"preview", folder.toString(), "--port", "0", "--format", format}, surroundings);
                ended.countDown();
            });
            String line = lines.poll(60, TimeUnit.SECONDS);
            assertThat(line)
                    .matches(
                            format.equals("text")
                                    ? "Preview at http://127\\.0\\.0\\.1:\\d+/ \\(Ctrl-C ends it\\)"
                                    : "\\{\"address\":\"http://127\\.0\\.0\\.1:\\d+/\",\"project\":\".*\"}");
            command.interrupt();
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static java.io.PrintStream lineTaker(LinkedBlockingQueue<String> lines) {
        return new java.io.PrintStream(
                new java.io.ByteArrayOutputStream(), true, java.nio.charset.StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                lines.add(line);
            }
        };
    }
}

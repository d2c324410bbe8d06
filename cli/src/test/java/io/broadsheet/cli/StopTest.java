package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.project.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, as a process gets it.
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class StopTest {
    @TempDir
    Path folder;

    /// A run over two sites whose second one takes for ever.
    static final class EndlessRun {
        private EndlessRun() {}

        public static void main(String[] args) {
            FakeEngine engine = Commands.engine("a", "b");
            engine.beforeSite = EndlessRun::waitAtTheSecond;
            Surroundings surroundings = Surroundings.of(System.out, System.err).withOpener((path, options) -> engine);
            surroundings.stop().listen(System.err);
            int exitCode = Broadsheet.run(
                    new String[] {"run", "cohort", "--date", "2021-11-01", "--no-mail", "--project", args[0]},
                    surroundings);
            surroundings.stop().finished();
            System.exit(exitCode);
        }

        private static void waitAtTheSecond(Site site) {
            if (site.id().equals("b")) {
                System.out.println("waiting");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Test
    void stopsBetweenSitesAndSaysWhatWasDone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessRun.class.getName(),
                        folder.toString())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("waiting");
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(err.lines().collect(Collectors.joining("\n")))
                    .contains("Stopping: finishing the sites at work ...")
                    .endsWith("Stopped: 1 of 2 sites were done, and their pages are whole.");
            assertThat(out.lines().collect(Collectors.joining("\n"))).contains("1 page of 1 site: 1 ready");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> folder.relativize(f).toString()))
                    .containsExactly("out/a/cohort_report_2021-11-01.html");
        }
    }
}

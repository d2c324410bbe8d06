package io.broadsheet.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Broadsheet;
import io.broadsheet.cli.CommandSource;
import io.broadsheet.server.ShopProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerCommandsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\./)?broadsheet (serve|demo|doctor)\\b([^#\\n]*)");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void everyCommandOfTheGuidesIsUnderstood() throws IOException {
        int found = 0;
        for (String file : List.of("README.md", "docs/cli.md", "docs/operate.md")) {
            Matcher commands = COMMAND.matcher(Files.readString(ROOT.resolve(file)));
            while (commands.find()) {
                Function<CommandSource.Place, Object> maker =
                        Objects.requireNonNull(new ServerCommands().commands().get(commands.group(1)));
                CommandLine line =
                        new CommandLine(maker.apply(new CommandSource.Place(out, out, Optional.empty(), () -> {})));
                String[] words = Stream.of(commands.group(2).strip().split(" +"))
                        .filter(w -> !w.isEmpty())
                        .toArray(String[]::new);
                assertThat(line.parseArgs(words).errors()).as(commands.group()).isEmpty();
                found++;
            }
        }
        assertThat(found).isGreaterThan(1);
    }

    @Test
    void theHelpTellsOfThem() {
        assertThat(Broadsheet.run(new String[] {"--help"}, out, out)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("  serve ", "  demo ", "  doctor ", "  render ");
    }

    @Test
    void theDoctorSaysWhatIsMissing(@TempDir Path folder) {
        Path project = ShopProject.in(folder, """
                schedules:
                  weekly: { cron: "0 9 * * MON" }
                mail: { via: smtp, host: 127.0.0.1, port: 1, from: "Shop <shop@invalid>" }
                alerts: { slack: "http://127.0.0.1:1/secret-hook" }
                """);

        assertThat(Broadsheet.run(new String[] {"doctor", project.toString()}, out, out))
                .isOne();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "ok    reports: 2 without a problem",
                        "ok    sites: 3 in the list",
                        "ok    schedules: weekly",
                        "ok    database: embedded, for one process",
                        "NOT   mail: 127.0.0.1:1 does not answer",
                        "NOT   alerts to Slack: 127.0.0.1:1 does not answer",
                        "NOT   server url")
                .doesNotContain("secret-hook");
    }

    @Test
    void sayThatACertificateIsNotThere(@TempDir Path folder) {
        Path project = ShopProject.in(folder, """
                mail: { via: smtp, from: shop@example.com, tls: yes, trust: certificates/mail.pem }
                """);

        assertThat(Broadsheet.run(new String[] {"serve", project.toString(), "--port", "0"}, out, out))
                .isNotZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("trust under mail: there is no file " + project.resolve("certificates/mail.pem"))
                .doesNotContain("internal error");
    }

    @Test
    void sayWhatIsWrongWithTheProjectTogether(@TempDir Path folder) {
        Path project = ShopProject.in(folder, """
                mail: { via: post }
                alerts: { slak: "${NO_SUCH_VARIABLE_HERE}" }
                """);

        assertThat(Broadsheet.run(new String[] {"serve", project.toString(), "--port", "0"}, out, out))
                .isNotZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("via can't be 'post'", "alerts has no key 'slak'", "NO_SUCH_VARIABLE_HERE is not set");
    }
}

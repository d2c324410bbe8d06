package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Commands.Said;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UsageTest {
    private final Commands commands = Commands.onNothing();

    @Test
    void tellsItsVersion() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Broadsheet.run(new String[] {"--version"}, Commands.stream(out), Commands.stream(err));
        assertThat(exitCode).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("broadsheet \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(err.size()).isZero();
    }

    @Test
    void helpIsAResult() {
        Said said = commands.run("--help");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("init", "check", "render", "data", "run")
                .contains("Exit codes:");
        assertThat(said.err()).isEmpty();
        assertThat(commands.run("render", "--help").out()).contains("--site", "--date", "--param", "--out");
    }

    @Test
    void looksAtOneCommandOnlyWhereItIsNamed() {
        Surroundings nowhere = Surroundings.of(
                Commands.stream(new ByteArrayOutputStream()), Commands.stream(new ByteArrayOutputStream()));
        Broadsheet.commandLine(nowhere).getSubcommands().forEach((name, command) -> {
            assertThat(command.getCommandName()).isEqualTo(name);
            assertThat(Broadsheet.commandLine(nowhere, name).getSubcommands()).containsOnlyKeys(name);
        });
        assertThat(Broadsheet.commandLine(nowhere, "rendr").getSubcommands()).hasSize(9);
    }

    /// For each type of annotation that is read the JVM makes a class, at every start.
    @Test
    void readsNoAnnotations() throws IOException {
        Process help = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Broadsheet.class.getName(),
                        "--help")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("io.broadsheet.cli.RenderCommand", "Exit codes:")
                .doesNotContain("$Proxy");
    }

    @Test
    void noCommandIsUsage() {
        assertUsage("which command?");
    }

    @Test
    void unknownCommandsAndOptionsAreMeantOtherwise() {
        assertUsage("unknown command 'rendr'. Did you mean render?", "rendr");
        assertUsage("unknown option '--sit'. Did you mean --site?", "render", "cohort", "--sit", "a");
        assertUsage(
                "unknown option '--sit=a'. Did you mean --site?",
                "render",
                "cohort",
                "--sit=a",
                "--date",
                "2021-11-01",
                "--site",
                "b");
        assertUsage("unknown option '--all'", "run", "all", "--date", "2021-11-01", "--all");
    }

    @Test
    void namesWhatIsMissing() {
        assertUsage("needs --site S and --date D and REPORT", "render");
        assertUsage("needs --query Q", "data", "cohort", "--site", "a", "--date", "2021-11-01");
    }

    @Test
    void aDateIsADay() {
        assertUsage(
                "'2021-13-01' is not a date; write 2021-11-01",
                "render",
                "cohort",
                "--site",
                "a",
                "--date",
                "2021-13-01");
    }

    @Test
    void aFormatIsOneOfSome() {
        assertUsage("'xml' is not one of text, json", "check", "--format", "xml");
    }

    private void assertUsage(String sentence, String... words) {
        Said said = commands.run((Object[]) words);
        assertThat(said.err()).contains(sentence);
        assertThat(said.err().lines()).as(said.err()).hasSizeLessThanOrEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void usageErrorsAreJsonToo() {
        Said said = commands.run("render", "--format", "json");
        assertThat(said.out()).startsWith("{\"error\":{\"exit\":2,\"message\":\"broadsheet render: needs");
        assertThat(said.exitCode()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNotThereIsTheEnvironment() {
        assertThat(commands.run("check", "no/such/folder"))
                .isEqualTo(new Said(3, "", "broadsheet check: there is no folder no/such/folder\n"));
    }

    @Test
    void aFolderWithoutAProjectIsTheEnvironment() {
        Said said = commands.run("render", "cohort", "--site", "a", "--date", "2021-11-01");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err()).contains("error[no-project]");
        assertThat(commands.run("check").exitCode()).isEqualTo(3);
    }

    @Test
    void aBugSaysSoWithoutItsTrace() {
        Commands broken = Commands.failing(new IllegalStateException("oops\u001B[2J"));
        Said said = broken.run("check");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err())
                .startsWith("broadsheet: internal error: ")
                .contains("--debug")
                .doesNotContain("\tat ", "\u001B");
        assertThat(broken.run("check", "--debug").err()).contains("\tat io.broadsheet");
    }
}

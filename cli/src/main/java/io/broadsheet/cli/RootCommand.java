package io.broadsheet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `broadsheet` by itself.
@Command(
        name = "broadsheet",
        synopsisSubcommandLabel = "COMMAND",
        description = "Write a report once, deliver it to every customer, every week.",
        versionProvider = RootCommand.Version.class,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Results go to standard output, all else to standard error.",
            "Exit codes: 0 ok, 1 the report or run has problems, 2 usage, 3 environment."
        })
final class RootCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's to fill
    private CommandSpec spec;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version and end")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /// What `--version` prints.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"broadsheet " + Broadsheet.version()};
        }
    }
}

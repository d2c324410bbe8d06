package io.broadsheet.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `broadsheet` by itself.
final class RootCommand implements Runnable {
    private final CommandSpec spec = Arguments.command(
            "broadsheet",
            this,
            "Write a report once, deliver it to every customer, every week.",
            Argument.version(),
            Argument.help());

    CommandSpec spec() {
        spec.versionProvider(() -> new String[] {"broadsheet " + Broadsheet.version()});
        spec.usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions:%n")
                .footer(
                        "",
                        "Results go to standard output, all else to standard error.",
                        "Exit codes: 0 ok, 1 the report or run has problems, 2 usage, 3 environment.");
        return spec;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}

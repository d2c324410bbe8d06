package io.broadsheet.cli;

import picocli.CommandLine.Model.CommandSpec;

/// What a command takes: one [Argument], or some that belong together.
///
/// Picocli is told in code. Of each annotation that it reads and each field that it sets, the JVM makes classes that
/// its cache can't keep: a tenth of a short command's time.
interface Arguments {
    void addTo(CommandSpec command);

    /// @param name what is typed
    /// @param action a `Callable` of the exit code, or a `Runnable`
    static CommandSpec command(String name, Object action, String description, Arguments... arguments) {
        CommandSpec command = CommandSpec.wrapWithoutInspection(action).name(name);
        command.usageMessage().description(description);
        for (Arguments argument : arguments) {
            argument.addTo(command);
        }
        return command;
    }
}

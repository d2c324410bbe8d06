package io.broadsheet.cli;

import java.util.Optional;

/// Ends a command with an exit code and what a person should know: sentences, no stack trace.
final class CommandException extends RuntimeException {
    private final int exitCode;
    private final String said;

    private CommandException(int exitCode, String said, Optional<Throwable> cause) {
        super(said, cause.orElse(null));
        this.exitCode = exitCode;
        this.said = said;
    }

    static CommandException usage(String said) {
        return new CommandException(ExitCode.USAGE, said, Optional.empty());
    }

    static CommandException environment(String said) {
        return new CommandException(ExitCode.ENVIRONMENT, said, Optional.empty());
    }

    static CommandException environment(String said, Throwable cause) {
        return new CommandException(ExitCode.ENVIRONMENT, said, Optional.of(cause));
    }

    int exitCode() {
        return exitCode;
    }

    String said() {
        return said;
    }
}

package io.broadsheet.cli;

import picocli.CommandLine.Model.CommandSpec;

/// What every command takes.
final class CommonOptions implements Arguments {
    static final String FORMAT = "--format";
    static final String DEBUG = "--debug";

    enum Format {
        TEXT,
        JSON
    }

    private final Argument<Format> format =
            Argument.option(FORMAT, "FORMAT", Format.TEXT, "text or json; ${DEFAULT-VALUE} unless said");

    @Override
    public void addTo(CommandSpec command) {
        format.addTo(command);
        debug().addTo(command);
        Argument.help().addTo(command);
    }

    /// Read where a command failed.
    static Argument<Boolean> debug() {
        return Argument.flag(DEBUG, "show the stack trace of an internal error");
    }

    boolean json() {
        return format.get() == Format.JSON;
    }
}

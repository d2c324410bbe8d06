package io.broadsheet.cli;

import picocli.CommandLine.Option;

/// What every command takes.
final class CommonOptions {
    static final String FORMAT = "--format";
    static final String DEBUG = "--debug";

    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = FORMAT,
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json; ${DEFAULT-VALUE} unless said")
    Format format = Format.TEXT;

    @Option(names = DEBUG, description = "show the stack trace of an internal error")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;

    boolean json() {
        return format == Format.JSON;
    }
}

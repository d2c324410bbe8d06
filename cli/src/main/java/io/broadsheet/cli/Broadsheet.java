package io.broadsheet.cli;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// The command `broadsheet`.
public final class Broadsheet {
    private static final String TERMINAL = "broadsheet.terminal";
    private static final String COLUMNS = "broadsheet.columns";
    private static final String COMMAND = "broadsheet.command";

    private Broadsheet() {}

    /// Runs one command line and ends the process with its exit code.
    public static void main(String[] args) {
        StandardStream standardOut = new StandardStream(FileDescriptor.out);
        PrintStream out = standardOut.printing(false);
        PrintStream err = new StandardStream(FileDescriptor.err).printing(true);
        Surroundings surroundings = Surroundings.of(out, err)
                .withTerminal(
                        Boolean.getBoolean(TERMINAL),
                        Math.max(20, Integer.getInteger(COLUMNS, Surroundings.DEFAULT_COLUMNS)))
                .withCommand(System.getProperty(COMMAND, "broadsheet"));
        surroundings.stop().listen(err);
        int exitCode = run(args, surroundings);
        if (standardOut.failure().isPresent()) {
            err.println("broadsheet: can't write to standard output: "
                    + standardOut.failure().get());
            exitCode = ExitCode.ENVIRONMENT;
        }
        surroundings.stop().finished();
        System.exit(exitCode);
    }

    /// Runs one command line in this process.
    ///
    /// @return the exit code
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, Surroundings.of(out, err));
    }

    static int run(String[] args, Surroundings surroundings) {
        try {
            return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))
                    ? version(surroundings)
                    : commandLine(surroundings).execute(args);
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    /// Without the command line's machinery: the question that scripts ask most.
    private static int version(Surroundings surroundings) {
        surroundings.out().println("broadsheet " + version());
        return ExitCode.OK;
    }

    static String version() {
        Properties properties = new Properties();
        try (InputStream in = Broadsheet.class.getResourceAsStream("version.properties")) {
            properties.load(java.util.Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    static CommandLine commandLine(Surroundings surroundings) {
        Failures failures = new Failures(surroundings);
        return new CommandLine(new RootCommand())
                .addSubcommand(new InitCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new RenderCommand(surroundings))
                .addSubcommand(new DataCommand(surroundings))
                .addSubcommand(new RunCommand(surroundings))
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .registerConverter(LocalDate.class, Failures::date)
                .registerConverter(CommonOptions.Format.class, Failures.choice(CommonOptions.Format.class))
                .registerConverter(DataCommand.Format.class, Failures.choice(DataCommand.Format.class))
                .registerConverter(InitCommand.Language.class, Failures.choice(InitCommand.Language.class))
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler(failures::execution);
    }
}

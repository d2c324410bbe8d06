package io.broadsheet.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
        // Always UTF-8: a container without a locale would turn 한글 into question marks.
        PrintStream out = stream(FileDescriptor.out, 1 << 16);
        PrintStream err = stream(FileDescriptor.err, 1 << 10);
        Surroundings surroundings = Surroundings.of(out, err)
                .withTerminal(
                        Boolean.getBoolean(TERMINAL),
                        Math.max(20, Integer.getInteger(COLUMNS, Surroundings.DEFAULT_COLUMNS)))
                .withCommand(System.getProperty(COMMAND, "broadsheet"));
        runAndExit(args, surroundings);
    }

    /// Runs one command line; Ctrl-C is heard.
    static void runAndExit(String[] args, Surroundings surroundings) {
        surroundings.stop().listen(surroundings.err());
        int exitCode = run(args, surroundings);
        surroundings.stop().finished();
        System.exit(exitCode);
    }

    private static PrintStream stream(FileDescriptor descriptor, int buffer) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), buffer),
                descriptor == FileDescriptor.err,
                StandardCharsets.UTF_8);
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

package io.broadsheet.cli;

import io.broadsheet.engine.ReportEngine;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// The command `broadsheet`.
public final class Broadsheet {
    private static final String TERMINAL = "broadsheet.terminal";
    private static final String COLUMNS = "broadsheet.columns";
    private static final String COMMAND = "broadsheet.command";
    private static final String HOME = "broadsheet.home";

    private static final Set<String> USE_THE_ENGINE = Set.of("check", "render", "data", "run", "preview");

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
        int exitCode = prepared(args, surroundings);
        if (standardOut.failure().isPresent()) {
            err.println("broadsheet: can't write to standard output: "
                    + standardOut.failure().get());
            exitCode = ExitCode.ENVIRONMENT;
        }
        surroundings.stop().finished();
        out.flush();
        // All is closed and said. An orderly exit would start the JVM's logging, to say that it exits. What the
        // launcher has not prepared leaves its database's library behind without one.
        if (System.getProperty(HOME) != null && surroundings.stop().isQuiet()) {
            Runtime.getRuntime().halt(exitCode);
        }
        System.exit(exitCode);
    }

    /// The database's library takes as long to load as everything that comes before it is needed.
    static int prepared(String[] args, Surroundings surroundings) {
        List<String> words = List.of(args);
        if (words.isEmpty() || !USE_THE_ENGINE.contains(words.getFirst()) || words.contains("--help")) {
            return run(args, surroundings);
        }
        try (ReportEngine.Preparation _ = ReportEngine.prepare()) {
            return run(args, surroundings);
        }
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
                    : commandLine(surroundings, args.length == 0 ? "" : args[0]).execute(args);
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

    private static Map<String, Function<Surroundings, Object>> commands() {
        Map<String, Function<Surroundings, Object>> commands = new LinkedHashMap<>();
        commands.put("init", s -> new InitCommand(s).spec());
        commands.put("check", s -> new CheckCommand(s).spec());
        commands.put("preview", s -> new PreviewCommand(s).spec());
        commands.put("render", s -> new RenderCommand(s).spec());
        commands.put("data", s -> new DataCommand(s).spec());
        commands.put("run", s -> new RunCommand(s).spec());
        commands.put("backfill", s -> new BackfillCommand(s).spec());
        commands.put("schema", s -> new SchemaCommand(s).spec());
        commands.put("lsp", s -> new LspCommand(s).spec());
        return commands;
    }

    /// The server's, where its jars are there.
    private static Map<String, Function<Surroundings, Object>> moreCommands() {
        Map<String, Function<Surroundings, Object>> commands = new LinkedHashMap<>();
        Optional<Path> home = Optional.ofNullable(System.getProperty(HOME)).map(Path::of);
        for (CommandSource source : ServiceLoader.load(CommandSource.class)) {
            source.commands()
                    .forEach((name, maker) -> commands.put(
                            name, s -> maker.apply(new CommandSource.Place(s.out(), s.err(), home, s.stop()::serves))));
        }
        return commands;
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return commandLine(surroundings, "");
    }

    /// @param first the first word: where it is a command's name no other command is looked at, which takes time
    static CommandLine commandLine(Surroundings surroundings, String first) {
        Failures failures = new Failures(surroundings);
        Map<String, Function<Surroundings, Object>> commands = commands();
        if (!commands.containsKey(first)) {
            commands.putAll(moreCommands());
        }
        CommandLine commandLine = new CommandLine(new RootCommand().spec());
        commands.forEach((name, command) -> {
            if (name.equals(first) || !commands.containsKey(first)) {
                commandLine.addSubcommand(name, command.apply(surroundings));
            }
        });
        return commandLine
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .registerConverter(LocalDate.class, Failures::date)
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler(failures::execution);
    }
}

package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.cli.output.Shapes;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.query.NoWorkFolderException;
import io.broadsheet.engine.source.TerminalText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says why a command could not do its work, and with which exit code it ends.
final class Failures {
    /// What a person types, not what an author wrote.
    private static final Set<ProblemCode> OF_THE_COMMAND_LINE =
            Set.of(ProblemCode.UNKNOWN_REPORT, ProblemCode.UNKNOWN_SITE);

    private static final Set<ProblemCode> OF_THE_ENVIRONMENT =
            Set.of(ProblemCode.NO_PROJECT, ProblemCode.UNSET_VARIABLE);

    private static final int LONGEST_CAUSE = 300;

    private final Surroundings surroundings;

    Failures(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + TerminalText.visible(text) + "' is not a date; write 2021-11-01");
        }
    }

    /// Reads one of an enum's constants, in lower case.
    static <E extends Enum<E>> ITypeConverter<E> choice(Class<E> type) {
        List<E> values = List.of(type.getEnumConstants());
        return text -> values.stream()
                .filter(v -> Shapes.lower(v).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + TerminalText.visible(text) + "' is not one of "
                        + String.join(", ", values.stream().map(Shapes::lower).toList())));
    }

    /// A command line that can't be understood: one or two lines, not a page of help.
    int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String said = name + ": " + said(e, args);
        surroundings.err().println(said);
        surroundings.err().println("  " + name + " --help tells more.");
        List<String> all = List.of(args);
        int at = all.indexOf(CommonOptions.FORMAT);
        if (all.contains("--format=json")
                || (at >= 0 && at + 1 < all.size() && all.get(at + 1).equals("json"))) {
            json(ExitCode.USAGE, said, List.of());
        }
        return ExitCode.USAGE;
    }

    private static String said(ParameterException e, String[] args) {
        return switch (e) {
            case UnmatchedArgumentException u ->
                unmatched(u.getCommandLine(), u.getUnmatched().getFirst());
            // What is missing is there, with a slip in its name.
            case MissingParameterException m ->
                Arrays.stream(args)
                        .filter(arg -> isUnknownOption(m.getCommandLine(), arg))
                        .findFirst()
                        .map(arg -> unmatched(m.getCommandLine(), arg))
                        .orElseGet(() -> missing(m));
            default -> lower(String.valueOf(e.getMessage()));
        };
    }

    private static boolean isUnknownOption(CommandLine command, String arg) {
        return arg.startsWith("--") && command.getCommandSpec().findOption(optionName(arg)) == null;
    }

    private static String optionName(String arg) {
        return arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg;
    }

    private static String unmatched(CommandLine command, String first) {
        List<String> known = new ArrayList<>();
        String what;
        if (first.startsWith("-")) {
            what = "unknown option";
            command.getCommandSpec().options().forEach(o -> known.add(o.longestName()));
        } else if (!command.getSubcommands().isEmpty()) {
            what = "unknown command";
            known.addAll(command.getSubcommands().keySet());
        } else {
            what = "too many words:";
        }
        String name = first.startsWith("-") ? optionName(first) : first;
        return what + " '" + TerminalText.visible(first) + "'"
                + Suggestion.nearest(name, known)
                        .map(n -> ". Did you mean " + n + "?")
                        .orElse("");
    }

    private static String missing(MissingParameterException e) {
        List<String> names = new ArrayList<>();
        for (ArgSpec missing : e.getMissing()) {
            names.add(
                    missing instanceof OptionSpec option
                            ? option.longestName() + " " + option.paramLabel()
                            : missing.paramLabel());
        }
        return names.isEmpty() ? lower(String.valueOf(e.getMessage())) : "needs " + String.join(" and ", names);
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /// What a command threw.
    int execution(Exception thrown, CommandLine command, ParseResult parsed) {
        ParseResult own = command.getParseResult();
        Object format = own.matchedOptionValue(CommonOptions.FORMAT, (Object) CommonOptions.Format.TEXT);
        boolean json = format == CommonOptions.Format.JSON || format == DataCommand.Format.JSON;
        return switch (thrown) {
            case CommandException e ->
                end(json, e.exitCode(), command.getCommandSpec().qualifiedName() + ": " + e.said(), List.of());
            case NoWorkFolderException e ->
                end(
                        json,
                        ExitCode.ENVIRONMENT,
                        command.getCommandSpec().qualifiedName() + ": " + e.getMessage(),
                        List.of());
            case ProjectException e -> end(json, exitCode(e.problems()), e.getMessage(), e.problems());
            default -> internal(json, thrown, own.matchedOptionValue(CommonOptions.DEBUG, false));
        };
    }

    private int end(boolean json, int exitCode, @Nullable String said, List<Problem> problems) {
        surroundings.err().println(said);
        if (json) {
            json(exitCode, String.valueOf(said), problems);
        }
        return exitCode;
    }

    private int internal(boolean json, Exception thrown, boolean debug) {
        String said = "broadsheet: internal error: "
                + TerminalText.cut(TerminalText.visible(thrown.toString()), LONGEST_CAUSE);
        if (debug) {
            thrown.printStackTrace(surroundings.err());
        } else {
            said += "\n  This is a bug of Broadsheet's; " + CommonOptions.DEBUG + " shows where it happened.";
        }
        return end(json, ExitCode.ENVIRONMENT, said, List.of());
    }

    /// The exit code for problems that kept a command from its work.
    static int exitCode(List<Problem> problems) {
        if (!problems.isEmpty() && problems.stream().allMatch(p -> OF_THE_COMMAND_LINE.contains(p.code()))) {
            return ExitCode.USAGE;
        }
        return problems.stream().anyMatch(Failures::isOfTheEnvironment) ? ExitCode.ENVIRONMENT : ExitCode.PROBLEMS;
    }

    /// The exit code for pages of which some, or all, are not fit to leave: of the environment only where nothing else
    /// is wrong and nothing could be made.
    static int exitCode(boolean nothingReady, List<Problem> problems) {
        boolean outside = !problems.isEmpty() && problems.stream().allMatch(Failures::isOfTheEnvironment);
        return nothingReady && outside ? ExitCode.ENVIRONMENT : ExitCode.PROBLEMS;
    }

    private static boolean isOfTheEnvironment(Problem problem) {
        FailureClass failureClass = problem.code().failureClass();
        return OF_THE_ENVIRONMENT.contains(problem.code())
                || failureClass == FailureClass.EXTERNAL
                || failureClass == FailureClass.INTERNAL;
    }

    private void json(int exitCode, String said, List<Problem> problems) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("exit", exitCode);
        error.put("message", said);
        error.put("problems", Shapes.problems(problems));
        surroundings.out().println(Json.of(Map.of("error", error)));
    }
}

package io.broadsheet.cli;

import io.broadsheet.cli.output.Csv;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.source.TerminalText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `broadsheet data REPORT --site S --date D --query Q`: the numbers behind a page.
@Command(name = "data", description = "One query's result, as csv, json or table.")
final class DataCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    PageOptions page = new PageOptions();

    @Option(names = "--query", paramLabel = "Q", required = true, description = "the query's name in the report")
    String query = "";

    @Option(
            names = CommonOptions.FORMAT,
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv, json or table; ${DEFAULT-VALUE} unless said")
    Format format = Format.CSV;

    @Option(
            names = "--spreadsheet",
            description =
                    "csv that Excel opens: with a byte order mark, and an apostrophe before text that would run as a"
                            + " formula")
    boolean spreadsheet;

    @Mixin
    ProjectOption project = new ProjectOption();

    @Option(names = CommonOptions.DEBUG, description = "show the stack trace of an internal error")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;

    enum Format {
        CSV,
        JSON,
        TABLE
    }

    DataCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Frame frame;
        try (Progress progress = new Progress(surroundings).start();
                Engine engine = project.find().open(surroundings, progress::accept)) {
            progress.begin("running " + TerminalText.visible(query), "");
            frame = engine.data(page.request(engine), query);
        } catch (ProjectException e) {
            if (e.problems().stream().allMatch(p -> p.code() == ProblemCode.UNKNOWN_QUERY)) {
                throw CommandException.usage(String.valueOf(e.getMessage()));
            }
            throw e;
        }
        switch (format) {
            case CSV -> new Csv(spreadsheet).write(frame, surroundings.out());
            case JSON -> FrameText.json(query, frame, surroundings.out());
            case TABLE -> FrameText.table(frame).forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
    }
}

package io.broadsheet.cli;

import io.broadsheet.cli.output.Csv;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.source.TerminalText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet data REPORT --site S --date D --query Q`: the numbers behind a page.
final class DataCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final PageOptions page = new PageOptions();
    private final Argument<String> query =
            Argument.required("--query", "Q", String.class, "the query's name in the report");
    private final Argument<Format> format = Argument.option(
            CommonOptions.FORMAT, "FORMAT", Format.CSV, "csv, json or table; ${DEFAULT-VALUE} unless said");
    private final Argument<Boolean> spreadsheet = Argument.flag(
            "--spreadsheet",
            "csv that Excel opens: with a byte order mark, and an apostrophe before text that would run as a"
                    + " formula");
    private final ProjectOption project = new ProjectOption();

    enum Format {
        CSV,
        JSON,
        TABLE
    }

    DataCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "data",
                this,
                "One query's result, as csv, json or table.",
                page,
                query,
                format,
                spreadsheet,
                project,
                CommonOptions.debug(),
                Argument.help());
    }

    @Override
    public Integer call() {
        Frame frame;
        try (Progress progress = new Progress(surroundings).start();
                Engine engine = project.find().open(surroundings, progress::accept)) {
            progress.begin("running " + TerminalText.visible(query.get()), "");
            frame = engine.data(page.request(engine), query.get());
        } catch (ProjectException e) {
            if (e.problems().stream().allMatch(p -> p.code() == ProblemCode.UNKNOWN_QUERY)) {
                throw CommandException.usage(String.valueOf(e.getMessage()));
            }
            throw e;
        }
        switch (format.get()) {
            case CSV -> new Csv(spreadsheet.get()).write(frame, surroundings.out());
            case JSON -> FrameText.json(query.get(), frame, surroundings.out());
            case TABLE -> FrameText.table(frame).forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
    }
}

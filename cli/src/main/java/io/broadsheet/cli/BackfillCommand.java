package io.broadsheet.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `broadsheet backfill REPORT[,..]|all --from D --to D`: the editions of past periods. Nobody is mailed unless asked.
@Command(name = "backfill", description = "Make the editions of past periods; nobody is mailed unless asked.")
final class BackfillCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "REPORT[,..]|all", description = "reports by name, or all of the project")
    String reports = "";

    @Option(names = "--from", paramLabel = "D", required = true, description = "the first issue date")
    LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", paramLabel = "D", required = true, description = "the last issue date")
    LocalDate to = LocalDate.EPOCH;

    @Option(names = "--sites", paramLabel = "all|S[,..]", description = "sites by id; all unless said")
    String sites = "all";

    @Option(names = "--mail", description = "mail the recipients, too (with --server)")
    boolean mail;

    @Option(names = "--server", paramLabel = "URL", description = "let a server do it")
    Optional<String> server = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "publish there instead of to the project's store")
    Optional<String> out = Optional.empty();

    @Mixin
    ProjectOption project = new ProjectOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    BackfillCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (to.isBefore(from)) {
            throw CommandException.usage("--to " + to + " is before --from " + from);
        }
        int worst = ExitCode.OK;
        for (Period period : periods()) {
            int code = run(period);
            worst = Math.max(worst, code);
            if (code >= ExitCode.ENVIRONMENT) {
                break;
            }
        }
        return worst;
    }

    /// The reports that are issued together on one day.
    private record Period(LocalDate issueDate, List<String> reports) {}

    /// Reports of different kinds have different issue dates.
    private List<Period> periods() {
        try (Engine engine = project.find().open(surroundings, _ -> {})) {
            List<String> names = reports.equals("all") ? engine.reports() : List.of(reports.split(",", -1));
            names.forEach(name -> ProjectFolder.requireReport(engine, name));
            List<Period> periods = new ArrayList<>();
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                LocalDate date = day;
                List<String> due =
                        names.stream().filter(name -> engine.isDue(name, date)).toList();
                if (!due.isEmpty()) {
                    periods.add(new Period(date, due));
                }
            }
            if (periods.isEmpty()) {
                throw CommandException.usage("no period ends between " + from + " and " + to);
            }
            return periods;
        }
    }

    private int run(Period period) {
        RunCommand run = new RunCommand(surroundings);
        run.reports = String.join(",", period.reports());
        run.issueDate = period.issueDate();
        run.sites = sites;
        run.out = out;
        run.noMail = !mail;
        run.server = server;
        run.kind = "backfill";
        run.project = project;
        run.common = common;
        return run.call();
    }
}

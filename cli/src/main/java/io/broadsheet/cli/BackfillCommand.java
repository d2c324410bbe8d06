package io.broadsheet.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet backfill REPORT[,..]|all --from D --to D`: the editions of past periods. Nobody is mailed unless asked.
final class BackfillCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Argument<String> reports =
            Argument.required("REPORT[,..]|all", "reports by name, or all of the project");
    private final Argument<LocalDate> from = Argument.required("--from", "D", LocalDate.class, "the first issue date");
    private final Argument<LocalDate> to = Argument.required("--to", "D", LocalDate.class, "the last issue date");
    private final Argument<String> sites =
            Argument.option("--sites", "all|S[,..]", "all", "sites by id; all unless said");
    private final Argument<Boolean> mail = Argument.flag("--mail", "mail the recipients, too (with --server)");
    private final Argument<Optional<String>> server =
            Argument.optional("--server", "URL", String.class, "let a server do it");
    private final Argument<Optional<String>> out =
            Argument.optional("--out", "DIR", String.class, "publish there instead of to the project's store");
    private final ProjectOption project = new ProjectOption();
    private final CommonOptions common = new CommonOptions();

    BackfillCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "backfill",
                this,
                "Make the editions of past periods; nobody is mailed unless asked.",
                reports,
                from,
                to,
                sites,
                mail,
                server,
                out,
                project,
                common);
    }

    @Override
    public Integer call() {
        if (to.get().isBefore(from.get())) {
            throw CommandException.usage("--to " + to.get() + " is before --from " + from.get());
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
            List<String> names = reports.get().equals("all")
                    ? engine.reports()
                    : List.of(reports.get().split(",", -1));
            names.forEach(name -> ProjectFolder.requireReport(engine, name));
            List<Period> periods = new ArrayList<>();
            for (LocalDate day = from.get(); !day.isAfter(to.get()); day = day.plusDays(1)) {
                LocalDate date = day;
                List<String> due =
                        names.stream().filter(name -> engine.isDue(name, date)).toList();
                if (!due.isEmpty()) {
                    periods.add(new Period(date, due));
                }
            }
            if (periods.isEmpty()) {
                throw CommandException.usage("no period ends between " + from.get() + " and " + to.get());
            }
            return periods;
        }
    }

    private int run(Period period) {
        RunCommand run = new RunCommand(surroundings);
        run.reports.set(String.join(",", period.reports()));
        run.issueDate.set(period.issueDate());
        run.sites.set(sites.get());
        run.out.set(out.get());
        run.noMail.set(!mail.get());
        run.server.set(server.get());
        run.kind = "backfill";
        run.project = project;
        run.common = common;
        return run.call();
    }
}

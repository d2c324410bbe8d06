package io.broadsheet.cli;

import io.broadsheet.engine.RenderRequest;
import java.time.LocalDate;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// Which one page: `REPORT --site S --date D [--param k=v]...`.
final class PageOptions implements Arguments {
    static final String DATE =
            "the issue date, such as 2021-11-01; the page speaks of the last whole period that ended before it";
    static final String PARAM = "a value for a parameter of the report; may stand several times";

    private final Argument<String> report = Argument.required("REPORT", "a report's name: its folder under reports/");
    private final Argument<String> siteId = Argument.required("--site", "S", String.class, "a site's id");
    private final Argument<LocalDate> issueDate = Argument.required("--date", "D", LocalDate.class, DATE);
    private final Argument<Map<String, String>> parameters = Argument.pairs("--param", PARAM);

    @Override
    public void addTo(CommandSpec command) {
        report.addTo(command);
        siteId.addTo(command);
        issueDate.addTo(command);
        parameters.addTo(command);
    }

    String report() {
        return report.get();
    }

    /// @throws CommandException if the project has no such report or site
    RenderRequest request(Engine engine) {
        ProjectFolder.requireReport(engine, report.get());
        ProjectFolder.requireSite(engine, siteId.get());
        return new RenderRequest(report.get(), siteId.get(), issueDate.get(), parameters.get());
    }
}

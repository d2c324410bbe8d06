package io.broadsheet.cli;

import io.broadsheet.engine.RenderRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which one page: `REPORT --site S --date D [--param k=v]...`.
final class PageOptions {
    @Parameters(paramLabel = "REPORT", description = "a report's name: its folder under reports/")
    String report = "";

    @Option(names = "--site", paramLabel = "S", required = true, description = "a site's id")
    String siteId = "";

    @Option(names = "--date", paramLabel = "D", required = true, description = DATE)
    LocalDate issueDate = LocalDate.EPOCH;

    @Option(names = "--param", paramLabel = "K=V", description = PARAM)
    Map<String, String> parameters = new LinkedHashMap<>();

    static final String DATE =
            "the issue date, such as 2021-11-01; the page speaks of the last whole period that ended before it";
    static final String PARAM = "a value for a parameter of the report; may stand several times";

    /// @throws CommandException if the project has no such report or site
    RenderRequest request(Engine engine) {
        ProjectFolder.requireReport(engine, report);
        ProjectFolder.requireSite(engine, siteId);
        return new RenderRequest(report, siteId, issueDate, parameters);
    }
}

package io.broadsheet.engine;

import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.ContentHash;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What came of making one page.
///
/// @param report the report's name
/// @param title the report's title as the page shows it
/// @param page the whole HTML page; empty where there is none
/// @param data the result of each query by name, in the order of the report: any number on the page can be audited
/// @param timings per query, per component, for the narrative and the page
/// @param problems what is wrong, by place
/// @param expectations what each `expect:` entry found
/// @param summary the numbers of the components that `mail: summary` names, as the page writes them
/// @param mail the same components as a mail shows them: pictures and tables too, drawn when they are asked for
/// @param parameters what the report was made with, by name; a value of an absent parameter is its default
/// @param contentHash of source, parameters and data: the same hash is the same page
/// @param took the whole time
public record Rendering(
        Site site,
        String report,
        String title,
        Period period,
        Optional<String> page,
        Map<String, Frame> data,
        List<Timing> timings,
        List<Problem> problems,
        List<Expectation> expectations,
        List<Headline> summary,
        MailSummary mail,
        Map<String, Object> parameters,
        ContentHash contentHash,
        Duration took) {
    public Rendering {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        timings = List.copyOf(timings);
        problems = List.copyOf(problems);
        expectations = List.copyOf(expectations);
        summary = List.copyOf(summary);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// SHA-256 of source, parameters and data, as hexadecimal: the same hash is the same page.
    public String hash() {
        return contentHash.hex();
    }

    /// The same with another summary for mails.
    public Rendering withMail(MailSummary other) {
        return new Rendering(
                site,
                report,
                title,
                period,
                page,
                data,
                timings,
                problems,
                expectations,
                summary,
                other,
                parameters,
                contentHash,
                took);
    }

    public Outcome outcome() {
        if (page.isEmpty()) {
            return Outcome.FAILED;
        }
        boolean held = problems.stream().anyMatch(Problem::isError)
                || expectations.stream().anyMatch(e -> !e.passed());
        return held ? Outcome.HELD : Outcome.READY;
    }
}

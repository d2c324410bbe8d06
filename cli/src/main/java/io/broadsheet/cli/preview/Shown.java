package io.broadsheet.cli.preview;

import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.project.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What there is to see for a wish: the project's reports and sites, the page as it was last made, and the
/// last whole one. Immutable.
///
/// @param made the last try; empty where the project can't be read or the report is not there
/// @param good the last page without errors, which may be the last try
/// @param problems all that is wrong, of the project and of the page
/// @param took from the change, or the wish, to this
record Shown(
        Overview overview,
        Optional<Wish.Choice> choice,
        List<ParameterSpec> parameters,
        Optional<Made> made,
        Optional<Made> good,
        List<Problem> problems,
        Duration took) {
    Shown {
        parameters = List.copyOf(parameters);
        problems = List.copyOf(problems);
    }

    /// What can be chosen.
    record Overview(String name, List<ReportName> reports, List<Site> sites) {
        Overview {
            reports = List.copyOf(reports);
            sites = List.copyOf(sites);
        }

        static Overview none() {
            return new Overview("", List.of(), List.of());
        }
    }

    record ReportName(String name, String label, PeriodKind period) {}

    /// A page that was tried.
    ///
    /// @param id hard to guess; the same as long as the page's bytes are
    record Made(String id, Rendering rendering, Instant at) {
        boolean isGood() {
            return rendering.page().isPresent() && rendering.problems().stream().noneMatch(Problem::isError);
        }
    }

    /// The page to look at: the last whole one, or what there is of the last try.
    Optional<Made> page() {
        return good.or(() -> made.filter(m -> m.rendering().page().isPresent()));
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}

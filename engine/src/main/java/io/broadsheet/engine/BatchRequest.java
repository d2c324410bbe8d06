package io.broadsheet.engine;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Many pages to be made together: these reports, for these sites, issued on one day.
///
/// @param reports names of reports; empty for all of the project
/// @param siteIds ids of sites; empty for all of the project
/// @param parameters values for parameters, as text; the rest take their defaults
public record BatchRequest(
        List<String> reports, List<String> siteIds, LocalDate issueDate, Map<String, String> parameters) {
    public BatchRequest {
        reports = List.copyOf(reports);
        siteIds = List.copyOf(siteIds);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// Every report for every site.
    public static BatchRequest of(LocalDate issueDate) {
        return new BatchRequest(List.of(), List.of(), issueDate, Map.of());
    }
}

package io.broadsheet.engine;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// One page to be made: which report, for which site, issued on which day.
///
/// @param parameters values for the report's and its datasets' parameters, as text; the rest take their defaults
public record RenderRequest(String report, String siteId, LocalDate issueDate, Map<String, String> parameters) {
    public RenderRequest {
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public static RenderRequest of(String report, String siteId, LocalDate issueDate) {
        return new RenderRequest(report, siteId, issueDate, Map.of());
    }

    /// The same request with one more parameter.
    public RenderRequest with(String parameter, String value) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put(parameter, value);
        return new RenderRequest(report, siteId, issueDate, all);
    }
}

package io.broadsheet.engine.narrative;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.Site;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a narrative may name: `site`, `period`, `params`, and each query.
public final class NarrativeValues {
    private NarrativeValues() {}

    /// @param label the edition's label, such as `11월 [01주차]`
    /// @param missing queries that gave nothing: naming one of them is not the narrative's mistake
    public static Map<String, Object> of(
            Site site,
            Period period,
            String label,
            Map<String, Object> parameters,
            Map<String, Frame> frames,
            Set<String> missing) {
        Map<String, Object> values = new HashMap<>();
        values.put("site", site(site));
        values.put("period", period(period, label));
        values.put("params", parameters);
        frames.forEach((name, frame) -> values.put(name, new QueryRows(name, frame)));
        missing.forEach(name -> values.put(name, QueryRows.failed(name)));
        return values;
    }

    private static Map<String, Object> site(Site site) {
        Map<String, Object> values = new HashMap<>(site.attributes());
        values.put("id", site.id());
        values.put("name", site.name());
        values.put("locale", site.locale().toLanguageTag());
        values.put("timezone", site.zone().getId());
        values.put("currency", site.currency());
        return values;
    }

    private static Map<String, Object> period(Period period, String label) {
        return Map.of(
                "kind", period.kind().name().toLowerCase(Locale.ROOT),
                "start", period.start(),
                "end", period.end(),
                "last_day", period.lastDay(),
                "days", (long) period.days(),
                "issue", period.issue(),
                "label", label,
                "previous_start", period.previous().start(),
                "previous_end", period.previous().end());
    }
}

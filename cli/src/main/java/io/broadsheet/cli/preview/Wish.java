package io.broadsheet.cli.preview;

import io.broadsheet.engine.RenderRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which page somebody wants to see, as far as they say; the rest is chosen for them.
public record Wish(
        Optional<String> report, Optional<String> siteId, Optional<LocalDate> date, Map<String, String> parameters) {
    /// Before the names of parameters in an address.
    static final String PARAMETER = "p.";

    public Wish {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// Reads an address's query: `report`, `site`, `date`, and `p.NAME` for each parameter.
    static Wish of(Map<String, String> query) {
        Map<String, String> parameters = new TreeMap<>();
        query.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), value);
            }
        });
        return new Wish(
                Optional.ofNullable(query.get("report")).filter(r -> !r.isEmpty()),
                Optional.ofNullable(query.get("site")).filter(s -> !s.isEmpty()),
                Optional.ofNullable(query.get("date")).flatMap(Wish::date),
                parameters);
    }

    /// What can't be a date is none.
    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// What is not said here as the other one says it. Parameters come from the other one only where
    /// nothing at all is said.
    Wish orElse(Wish other) {
        boolean nothing = report.isEmpty() && parameters.isEmpty();
        return new Wish(
                report.or(other::report),
                siteId.or(other::siteId),
                date.or(other::date),
                nothing ? other.parameters() : parameters);
    }

    /// The page that is made for a wish.
    record Choice(String report, String siteId, LocalDate date, Map<String, String> parameters) {
        Choice {
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        }

        RenderRequest request() {
            return new RenderRequest(report, siteId, date, parameters);
        }
    }
}

package io.broadsheet.engine.project;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Span;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Makes sites of rows, whether they come from a file or a query. A row that can't be used is a problem and is left
/// out; the others stay.
final class SiteRows {
    static final List<String> COLUMNS = List.of("id", "name", "locale", "timezone", "currency", "recipients");

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_SHOWN = 60;
    private static final Pattern COLOUR = Pattern.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

    private final Path folder;
    private final ProjectFile defaults;
    private final Problems problems;
    private final Map<String, Site> sites = new LinkedHashMap<>();

    /// @param folder the project's, in which logos are
    SiteRows(Path folder, ProjectFile defaults, Problems problems) {
        this.folder = folder;
        this.defaults = defaults;
        this.problems = problems;
    }

    /// Says whether the columns make a list of sites at all.
    boolean accepts(List<String> columns, Span at) {
        Set<String> seen = new HashSet<>();
        Optional<String> twice = columns.stream().filter(c -> !seen.add(c)).findFirst();
        if (twice.isPresent()) {
            problems.add(
                    ProblemCode.BAD_SITE, at, "the column '" + twice.get() + "' stands twice", "Rename one of them");
            return false;
        }
        if (seen.contains("id")) {
            return true;
        }
        problems.add(
                ProblemCode.BAD_SITE,
                at,
                "the list of sites has no column 'id'",
                Suggestion.sentence("its columns", "id", columns));
        return false;
    }

    void add(Map<String, String> row, Span at) {
        String id = row.getOrDefault("id", "");
        if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    ProblemCode.BAD_SITE,
                    at,
                    id.isBlank()
                            ? "a site has no id"
                            : "a site's id has control characters or more than " + LONGEST_ID + " characters",
                    "Every site needs an id of its own");
            return;
        }
        if (sites.containsKey(id)) {
            problems.add(
                    ProblemCode.BAD_SITE,
                    at,
                    "the site '" + id + "' stands twice",
                    "The first is used; delete this one");
            return;
        }
        Optional<Locale> locale =
                read(row, "locale", ProjectFile::locale, defaults.locale(), "a language such as ko", at);
        Optional<ZoneId> zone =
                read(row, "timezone", ProjectFile::zone, defaults.zone(), "a time zone such as Asia/Seoul", at);
        Optional<String> currency =
                read(row, "currency", ProjectFile::currency, defaults.currency(), "a currency such as KRW", at);
        if (locale.isEmpty() || zone.isEmpty() || currency.isEmpty()) {
            return;
        }
        checkColour(row, at);
        checkLogo(row, at);
        Map<String, String> attributes = new LinkedHashMap<>(row);
        COLUMNS.forEach(attributes::remove);
        String name = row.getOrDefault("name", "");
        sites.put(
                id,
                new Site(
                        id,
                        name.isBlank() ? id : name,
                        locale.get(),
                        zone.get(),
                        currency.get(),
                        recipients(row.getOrDefault("recipients", "")),
                        attributes));
    }

    /// A site whose colour can't be read is a site all the same.
    private void checkColour(Map<String, String> row, Span at) {
        String colour = row.getOrDefault("brand_color", "").strip();
        if (!colour.isEmpty() && !COLOUR.matcher(colour).matches()) {
            problems.add(
                    ProblemCode.BAD_SITE,
                    at,
                    "the brand_color of site '" + row.get("id") + "' must be a colour such as #2f5bea, not '" + colour
                            + "'",
                    "Its pages have the theme's colour until then");
        }
    }

    /// Neither is one whose logo can't be.
    private void checkLogo(Map<String, String> row, Span at) {
        String logo = row.getOrDefault("brand_logo", "").strip();
        String fault = logo.isEmpty() ? "" : SiteLogo.read(logo, folder).fault();
        if (!fault.isEmpty()) {
            String shown = logo.length() > LONGEST_SHOWN ? logo.substring(0, LONGEST_SHOWN) + "…" : logo;
            problems.add(
                    ProblemCode.BAD_SITE,
                    at,
                    "the brand_logo of site '" + row.get("id") + "', " + shown + ", " + fault,
                    "Its pages have the first letter of its name until then");
        }
    }

    private <T> Optional<T> read(
            Map<String, String> row,
            String column,
            Function<String, Optional<T>> reader,
            T otherwise,
            String expects,
            Span at) {
        String text = row.getOrDefault(column, "").strip();
        if (text.isEmpty()) {
            return Optional.of(otherwise);
        }
        Optional<T> value = reader.apply(text);
        if (value.isEmpty()) {
            problems.add(
                    ProblemCode.BAD_SITE,
                    at,
                    "the " + column + " of site '" + row.get("id") + "' must be " + expects + ", not '" + text + "'",
                    "The site is left out until then; an empty value takes the project's");
        }
        return value;
    }

    private static List<String> recipients(String text) {
        return Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(r -> !r.isEmpty())
                .toList();
    }

    List<Site> list() {
        return new ArrayList<>(sites.values());
    }
}

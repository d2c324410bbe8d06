package io.broadsheet.server.site;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Site;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.state.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the host application says and asks about sites.
@RestController
@RequestMapping("/api/v1")
final class SiteApi {
    private static final int MOST_RECIPIENTS = 500;

    private final StoredSites sites;
    private final ServedProject project;

    SiteApi(StoredSites sites, ServedProject project) {
        this.sites = sites;
        this.project = project;
    }

    /// A site as JSON. What is absent takes the project's default.
    record SiteBody(
            @Nullable String name,
            @Nullable String locale,
            @Nullable String timezone,
            @Nullable String currency,
            @Nullable Map<String, @Nullable String> brand,
            @Nullable Boolean active) {}

    record SiteLine(
            String id,
            String name,
            String locale,
            String timezone,
            String currency,
            Map<String, String> brand,
            String origin,
            boolean active) {
        static SiteLine of(SiteView site) {
            return new SiteLine(
                    site.id(),
                    site.name(),
                    site.locale().toLanguageTag(),
                    site.zone().getId(),
                    site.currency(),
                    site.brand(),
                    site.origin(),
                    site.active());
        }
    }

    record Person(
            @Nullable String address,
            @Nullable String name,
            @Nullable String locale) {}

    @GetMapping("/sites")
    List<SiteLine> all() {
        return sites.all().stream().map(SiteLine::of).toList();
    }

    @PutMapping("/sites/{id}")
    ResponseEntity<?> put(@PathVariable("id") String id, @RequestBody SiteBody body) {
        Map<String, String> row = new LinkedHashMap<>();
        if (body.brand() != null) {
            body.brand().forEach((name, value) -> row.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value));
        }
        row.put("id", id);
        row.put("name", text(body.name()));
        row.put("locale", text(body.locale()));
        row.put("timezone", text(body.timezone()));
        row.put("currency", text(body.currency()));
        row.put("recipients", "");
        if (!row.values().stream().allMatch(PlainText::is) || !Brand.fits(row)) {
            return refused(List.of("control characters, or more than 4000 characters in all"));
        }
        Problems problems = new Problems();
        List<Site> read = project.project().sitesOf(List.of(row), problems);
        if (read.size() != 1) {
            return refused(problems.list().stream().map(Problem::message).toList());
        }
        sites.put(read.getFirst(), body.active() == null || body.active());
        return ResponseEntity.ok(sites.find(id).map(SiteLine::of).orElseThrow());
    }

    /// The same for ids that can't stand in a path.
    @PutMapping("/sites")
    ResponseEntity<?> putOf(@RequestParam("id") String id, @RequestBody SiteBody body) {
        return put(id, body);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    @PutMapping("/sites/{id}/recipients")
    ResponseEntity<?> putRecipients(@PathVariable("id") String id, @RequestBody List<Person> people) {
        if (sites.find(id).isEmpty()) {
            return ResponseEntity.of(ProblemDetail.forStatus(HttpStatus.NOT_FOUND))
                    .build();
        }
        if (people.size() > MOST_RECIPIENTS) {
            return refused(List.of("more than " + MOST_RECIPIENTS + " recipients"));
        }
        Map<String, RecipientTable.Wanted> wanted = new java.util.TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            try {
                RecipientTable.Wanted person = wanted(id, people.get(i));
                wanted.put(person.address().address(), person);
            } catch (WrongAddress e) {
                wrong.add("entry " + (i + 1) + ": " + e.reason());
            }
        }
        if (!wrong.isEmpty()) {
            return refused(wrong);
        }
        sites.putRecipients(id, List.copyOf(wanted.values()));
        return ResponseEntity.ok(sites.recipients(id).stream()
                .map(r -> new Person(
                        r.address(),
                        r.name(),
                        r.locale().map(Locale::toLanguageTag).orElse(null)))
                .toList());
    }

    /// The same for ids that can't stand in a path.
    @PutMapping("/recipients")
    ResponseEntity<?> putRecipientsOf(@RequestParam("site") String id, @RequestBody List<Person> people) {
        return putRecipients(id, people);
    }

    private static RecipientTable.Wanted wanted(String siteId, @Nullable Person person) throws WrongAddress {
        if (person == null || person.address() == null) {
            throw new WrongAddress("it has no address");
        }
        Optional<Locale> locale = Optional.ofNullable(person.locale()).map(Locale::forLanguageTag);
        if (locale.isPresent() && locale.get().getLanguage().isEmpty()) {
            throw new WrongAddress("its locale is not a language such as ko");
        }
        return new RecipientTable.Wanted(siteId, MailAddress.of(person.address(), text(person.name())), locale);
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<?> unreadable() {
        return refused(List.of("the body is not the JSON that is asked for"));
    }

    private static ResponseEntity<?> refused(List<String> reasons) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.join("; ", reasons));
        return ResponseEntity.of(detail).build();
    }
}

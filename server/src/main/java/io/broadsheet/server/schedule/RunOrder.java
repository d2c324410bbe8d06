package io.broadsheet.server.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A run as a request's JSON asks for it.
final class RunOrder {
    private static final Set<String> KEYS = Set.of("reports", "sites", "date", "mail", "kind");

    private RunOrder() {}

    /// @throws IllegalArgumentException with all that is wrong
    static RunRequest read(Map<?, ?> json, Instant now, ZoneId zone) {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> unknown = new TreeSet<>();
        json.keySet().forEach(k -> unknown.add(String.valueOf(k)));
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            wrong.add("unknown: " + String.join(", ", unknown));
        }
        RunKind kind = kind(json.get("kind"), wrong);
        List<String> reports = names("reports", json.get("reports"), wrong);
        List<String> sites = names("sites", json.get("sites"), wrong);
        LocalDate date = date(json.get("date"), now, zone, wrong);
        boolean mail = mail(json.get("mail"), kind, wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return new RunRequest(kind, Optional.empty(), now, reports, sites, date, mail, "api");
    }

    private static RunKind kind(@Nullable Object value, List<String> wrong) {
        if (value == null || value.equals("manual")) {
            return RunKind.MANUAL;
        }
        if (!value.equals("backfill")) {
            wrong.add("kind is manual or backfill");
        }
        return RunKind.BACKFILL;
    }

    /// A list; none or `all` is all of them.
    private static List<String> names(String key, @Nullable Object value, List<String> wrong) {
        if (value == null || value.equals("all")) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            List<String> names = list.stream().map(String.class::cast).toList();
            if (names.isEmpty()) {
                wrong.add(key + " is empty; leave it out for all");
            }
            return names;
        }
        wrong.add(key + " is a list of names");
        return List.of();
    }

    private static LocalDate date(@Nullable Object value, Instant now, ZoneId zone, List<String> wrong) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (value == null) {
            return today;
        }
        try {
            return LocalDate.parse(String.valueOf(value));
        } catch (DateTimeException e) {
            wrong.add("date is a day such as 2021-11-01");
            return today;
        }
    }

    /// A backfill mails nobody unless it is asked to.
    private static boolean mail(@Nullable Object value, RunKind kind, List<String> wrong) {
        if (value == null) {
            return kind == RunKind.MANUAL;
        }
        if (value instanceof Boolean b) {
            return b;
        }
        wrong.add("mail is true or false");
        return false;
    }
}

package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlReader;
import io.broadsheet.engine.source.YamlValue;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `broadsheet.yaml`, read and checked.
///
/// @param sites where the sites come from
/// @param sources by name, in the file's order
/// @param declaredSources names of all sources, those with mistakes too
/// @param isUnread whether the YAML could not be read at all
record ProjectFile(
        String name,
        Locale locale,
        ZoneId zone,
        DayOfWeek weekStart,
        String currency,
        SitesSpec sites,
        Map<String, SourceSpec> sources,
        Set<String> declaredSources,
        boolean isUnread,
        Limits limits,
        Operations operations,
        Secrets secrets,
        Optional<Name> theme) {
    static final String FILE = "broadsheet.yaml";

    private static final KeyType<ZoneId> ZONE_TYPE =
            KeyType.scalar("a time zone such as Asia/Seoul", s -> zone(s.text()));
    private static final KeyType<Locale> LOCALE_TYPE =
            KeyType.scalar("a language such as ko, en or en-GB", s -> locale(s.text()));
    private static final KeyType<String> CURRENCY_TYPE =
            KeyType.scalar("a currency code such as KRW", s -> currency(s.text()));

    private enum Tenants {
        MANY,
        ONE
    }

    private static final Key<Tenants> TENANTS = Key.choice(
                    "tenants", Tenants.class, "Whether rows of several sites are in it.")
            .orElse(Tenants.MANY);
    private static final Key<String> URL = Key.text("url", "A JDBC URL.").require();
    private static final Key<String> USER = Key.text("user", "Who connects.").orElse("");
    private static final Key<String> PASSWORD = Key.of(
                    "password", KeyType.scalar("text", s -> Optional.of(s.text())), "With which password.")
            .orElse("");
    private static final Key<Integer> CONNECTIONS = Key.integer(
                    "connections", 1, 100, "How many connections at a time.")
            .orElse(4);
    private static final List<Key<?>> JDBC_KEYS = List.of(TENANTS, URL, USER, PASSWORD, CONNECTIONS);
    private static final Key<String> PATH =
            Key.text("path", "A folder of files.").require();
    private static final Key<YamlValue> TYPES = Key.of(
            "types",
            KeyType.ANY.shaped(
                    "a map of tables, each a map of columns and types",
                    new Shape.ByName(new Shape.ByName(new Shape.Text()))),
            "Column types by table and column.");
    private static final Key<String> MAKE = Key.text("make", "A SQL script that makes the files on first use.");
    private static final Key<YamlValue> WITH = Key.of(
            "with",
            KeyType.ANY.shaped("a map of values by name", ParameterSpec.DECLARATIONS.shape()),
            "The script's parameters.");
    private static final List<Key<?>> FILE_KEYS = List.of(TENANTS, PATH, TYPES, MAKE, WITH);

    private static final Key<String> SITES_SOURCE =
            Key.text("source", "The source to ask.").require();
    private static final Key<Snippet> SITES_SQL = Key.of(
                    "sql",
                    KeyType.scalar("a SELECT", s -> Optional.of(Snippet.ofScalar(s.span(), s.text(), s.quoted()))),
                    "A SELECT of id, name, locale, timezone, currency, recipients.")
            .require();

    private static final Key<String> NAME = Key.text("name", "The project's name.");
    private static final Key<Locale> LOCALE =
            Key.of("locale", LOCALE_TYPE, "Language of sites that name none.").orElse(Locale.ENGLISH);
    private static final Key<ZoneId> ZONE =
            Key.of("timezone", ZONE_TYPE, "Time zone of sites that name none.").orElse(ZoneId.of("UTC"));
    private static final Key<DayOfWeek> WEEK_START = Key.choice(
                    "week-start", DayOfWeek.class, "The day on which weeks begin.")
            .orElse(DayOfWeek.MONDAY);
    private static final Key<String> CURRENCY = Key.of("currency", CURRENCY_TYPE, "Currency of sites that name none.")
            .orElse("USD");
    private static final Key<Name> THEME =
            Key.of("theme", FrontMatter.THEME_NAME, "The theme of reports that name none.");
    private static final Key<YamlValue> SITES = Key.of(
                    "sites",
                    KeyType.ANY.shaped(
                            "the name of a CSV file, or a map with source and sql",
                            Shape.Either.of(new Shape.Text(), new Shape.MapOf(List.of(SITES_SOURCE, SITES_SQL)))),
                    "A CSV file, or { source, sql }.")
            .require();
    private static final Key<YamlValue> SOURCES = Key.of(
            "sources",
            KeyType.ANY.shaped(
                    "a map of sources by name, each with url or path",
                    new Shape.ByName(Shape.Either.of(new Shape.MapOf(JDBC_KEYS), new Shape.MapOf(FILE_KEYS)))),
            "Where data comes from.");
    private static final Key<YamlValue> SCHEDULES = Key.of(
            "schedules",
            KeyType.ANY.shaped(
                    "a map of schedules by name, each with cron and reports",
                    new Shape.ByName(new Shape.MapOf(OperationsReader.SCHEDULE_KEYS))),
            "When reports are issued.");
    private static final Key<Options> STORE =
            Key.of("store", KeyType.map("store", OperationsReader.STORE_KEYS), "Where pages go.");
    private static final Key<Options> MAIL =
            Key.of("mail", KeyType.map("mail", OperationsReader.MAIL_KEYS), "How mails are sent.");
    private static final Key<Options> ALERTS =
            Key.of("alerts", KeyType.map("alerts", OperationsReader.ALERT_KEYS), "Where the team is told.");
    private static final Key<Options> SERVER =
            Key.of("server", KeyType.map("server", OperationsReader.SERVER_KEYS), "The server itself.");
    private static final Key<Options> LIMITS =
            Key.of("limits", KeyType.map("limits", Limits.KEYS), "What a query or a page may take.");

    static final List<Key<?>> KEYS = List.of(
            NAME,
            LOCALE,
            ZONE,
            WEEK_START,
            CURRENCY,
            THEME,
            SITES,
            SOURCES,
            SCHEDULES,
            STORE,
            MAIL,
            ALERTS,
            SERVER,
            LIMITS);

    static ProjectFile read(SourceText text, Path folder, Map<String, String> environment, Problems problems) {
        YamlValue.Mapping raw =
                YamlReader.readMapping(Snippet.of(text), problems).orElse(YamlValue.Mapping.empty(text.span(0, 0)));
        Variables variables = new Variables(environment, problems);
        YamlValue.Mapping yaml = variables.fill(raw);
        boolean unread = problems.hasErrors() && raw.entries().isEmpty();
        Options options =
                Options.read(FILE, text.span(0, text.line(1).length()), yaml, KEYS, unread ? new Problems() : problems);
        List<String> secrets = new ArrayList<>(variables.used());
        Map<String, SourceSpec> sources = sources(options.find(SOURCES), folder, secrets, problems);
        Operations operations = new OperationsReader(options.get(ZONE), sources.keySet(), secrets, problems)
                .read(
                        options.find(SCHEDULES),
                        options.find(STORE),
                        options.find(MAIL),
                        options.find(ALERTS),
                        options.find(SERVER));
        return new ProjectFile(
                options.find(NAME)
                        .orElse(String.valueOf(
                                folder.toAbsolutePath().normalize().getFileName())),
                options.get(LOCALE),
                options.get(ZONE),
                options.get(WEEK_START),
                options.get(CURRENCY),
                options.find(SITES)
                        .map(s -> sites(s, sources, problems))
                        .orElse(new SitesSpec.File("sites.csv", text.whole())),
                sources,
                declared(options.find(SOURCES)),
                unread,
                options.find(LIMITS).map(Limits::of).orElse(Limits.DEFAULT),
                operations,
                Secrets.of(secrets),
                options.find(THEME));
    }

    private static Set<String> declared(Optional<YamlValue> sources) {
        return sources.isPresent() && sources.get() instanceof YamlValue.Mapping map
                ? Collections.unmodifiableSet(new LinkedHashSet<>(map.keys()))
                : Set.of();
    }

    private static SitesSpec sites(YamlValue value, Map<String, SourceSpec> sources, Problems problems) {
        if (value instanceof YamlValue.Mapping map) {
            Options options = Options.read("sites", map.span(), map, List.of(SITES_SOURCE, SITES_SQL), problems);
            if (options.has(SITES_SOURCE) && options.has(SITES_SQL)) {
                checkSource(options.get(SITES_SOURCE), options.span(SITES_SOURCE), sources, problems);
                return new SitesSpec.Query(options.get(SITES_SOURCE), options.get(SITES_SQL), map.span());
            }
        } else if (value instanceof YamlValue.Scalar scalar && !scalar.isNull()) {
            return new SitesSpec.File(scalar.text(), scalar.span());
        } else {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    value.span(),
                    "sites must be a CSV file or { source, sql }, not " + value.kind());
        }
        return new SitesSpec.File("sites.csv", value.span());
    }

    private static void checkSource(String name, Span at, Map<String, SourceSpec> sources, Problems problems) {
        if (!sources.containsKey(name)) {
            problems.add(
                    ProblemCode.UNKNOWN_SOURCE,
                    at,
                    "no source is named '" + name + "'",
                    Suggestion.sentence("sources", name, sources.keySet()));
        }
    }

    private static Map<String, SourceSpec> sources(
            Optional<YamlValue> value, Path folder, List<String> secrets, Problems problems) {
        Map<String, SourceSpec> sources = new LinkedHashMap<>();
        if (value.isEmpty()) {
            return sources;
        }
        if (!(value.get() instanceof YamlValue.Mapping map)) {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    value.get().span(),
                    "sources must be a map of sources by name, not "
                            + value.get().kind());
            return sources;
        }
        for (YamlValue.Entry entry : map.entries()) {
            if (entry.value() instanceof YamlValue.Mapping spec) {
                source(entry, spec, folder, secrets, problems).ifPresent(s -> sources.put(entry.key(), s));
            } else {
                problems.add(
                        ProblemCode.WRONG_TYPE,
                        entry.value().span(),
                        "source '" + entry.key() + "' must be a map with url or path, not "
                                + entry.value().kind());
            }
        }
        return sources;
    }

    private static Optional<SourceSpec> source(
            YamlValue.Entry entry, YamlValue.Mapping spec, Path folder, List<String> secrets, Problems problems) {
        String owner = "source '" + entry.key() + "'";
        boolean jdbc = spec.find("url").isPresent() || spec.find("path").isEmpty();
        Options options = Options.read(owner, entry.keySpan(), spec, jdbc ? JDBC_KEYS : FILE_KEYS, problems);
        boolean many = options.get(TENANTS) == Tenants.MANY;
        if (jdbc) {
            if (!options.has(URL)) {
                return Optional.empty();
            }
            secrets.add(options.get(PASSWORD));
            if (!options.get(URL).startsWith("jdbc:")) {
                problems.add(
                        ProblemCode.BAD_VALUE,
                        options.span(URL),
                        "the url of " + owner + " is not a JDBC URL",
                        "For example: jdbc:postgresql://HOST/DATABASE or jdbc:mariadb://HOST/DATABASE");
                return Optional.empty();
            }
            return Optional.of(new SourceSpec.Jdbc(
                    entry.key(),
                    entry.keySpan(),
                    many,
                    options.get(URL),
                    options.get(USER),
                    options.get(PASSWORD),
                    options.get(CONNECTIONS)));
        }
        if (!options.has(PATH)) {
            return Optional.empty();
        }
        Optional<SourceSpec.Make> make = options.find(MAKE)
                .map(script -> new SourceSpec.Make(
                        folder.resolve(script), options.span(MAKE), values(options.find(WITH), problems)));
        return Optional.of(new SourceSpec.FileFolder(
                entry.key(),
                entry.keySpan(),
                many,
                folder.resolve(options.get(PATH)),
                types(options.find(TYPES), problems),
                make));
    }

    private static Map<String, Object> values(Optional<YamlValue> with, Problems problems) {
        Map<String, Object> values = new HashMap<>();
        ParameterSpec.DECLARATIONS
                .read(
                        "with",
                        with.orElse(
                                YamlValue.Mapping.empty(SourceText.of(FILE, "").whole())),
                        problems)
                .ifPresent(specs -> specs.forEach(s -> values.put(s.name().text(), s.defaultValue())));
        return values;
    }

    private static Map<String, Map<String, String>> types(Optional<YamlValue> value, Problems problems) {
        Map<String, Map<String, String>> types = new HashMap<>();
        for (YamlValue.Entry table : entries(value, "types", problems)) {
            Map<String, String> columns = new LinkedHashMap<>();
            for (YamlValue.Entry column : entries(Optional.of(table.value()), "types of " + table.key(), problems)) {
                KeyType.TEXT.read(column.key(), column.value(), problems).ifPresent(t -> columns.put(column.key(), t));
            }
            types.put(table.key(), columns);
        }
        return types;
    }

    private static List<YamlValue.Entry> entries(Optional<YamlValue> value, String what, Problems problems) {
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof YamlValue.Mapping map) {
            return map.entries();
        }
        problems.add(
                ProblemCode.WRONG_TYPE,
                value.get().span(),
                what + " must be a map, not " + value.get().kind());
        return List.of();
    }

    static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Locale> locale(String text) {
        Locale locale = Locale.forLanguageTag(text.strip().replace('_', '-'));
        return locale.getLanguage().isEmpty() ? Optional.empty() : Optional.of(locale);
    }

    static Optional<String> currency(String text) {
        return text.matches("[A-Z]{3}") ? Optional.of(text) : Optional.empty();
    }
}

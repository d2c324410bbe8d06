package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what broadsheet.yaml says for the server: `schedules`, `store`, `mail`, `alerts`, `server`. All that is wrong
/// is found at once.
final class OperationsReader {
    private static final Pattern TIME = Pattern.compile("(\\d{1,4})\\s*(m|h|d)");
    private static final Pattern SHORT_TIME = Pattern.compile("(\\d{1,3})\\s*(s|m)");
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Pattern MAILBOX = Pattern.compile("[^<>\\r\\n]*<[^<>@\\s]+@[^<>@\\s]+>|[^<>@\\s]+@[^<>@\\s]+");
    private static final int LEAST_KEY_BYTES = 32;

    private static final KeyType<String> SECRET = KeyType.scalar("text", s -> Optional.of(s.text()));

    private static final Key<String> CRON = Key.text(
                    "cron", "Minute, hour, day of month, month, day of week: 0 9 * * MON.")
            .require();
    private static final Key<ZoneId> ZONE = Key.of(
            "timezone",
            KeyType.scalar("a time zone such as Asia/Seoul", s -> ProjectFile.zone(s.text())),
            "Where cron is meant.");
    private static final Key<List<String>> REPORTS =
            Key.of("reports", KeyType.TEXTS, "Which reports; all unless said.");
    private static final Key<List<String>> SITES = Key.of("sites", KeyType.TEXTS, "Which sites; all unless said.");
    private static final Key<ScheduleSpec.CatchUp> CATCH_UP = Key.choice(
                    "catch-up", ScheduleSpec.CatchUp.class, "What becomes of due times that passed meanwhile.")
            .orElse(ScheduleSpec.CatchUp.PUBLISH_ALL_MAIL_LATEST);
    private static final Key<Duration> WITHIN = Key.of(
                    "within", KeyType.scalar("a time such as 6h", s -> duration(s.text())), "How long a run may take.")
            .orElse(ScheduleSpec.DEFAULT_WITHIN);
    private static final Key<Boolean> MAILS =
            Key.of("mail", KeyType.FLAG, "Whether recipients are told.").orElse(true);
    private static final Key<String> READY_SOURCE =
            Key.text("source", "The source to ask.").require();
    private static final Key<Snippet> READY_SQL = Key.of(
                    "sql",
                    KeyType.scalar("a SELECT", s -> Optional.of(Snippet.ofScalar(s.span(), s.text(), s.quoted()))),
                    "A SELECT whose first value is true when the data is fresh.")
            .require();
    private static final Key<LocalTime> WAIT_UNTIL = Key.of(
                    "wait-until",
                    KeyType.scalar("a time of day such as 12:00", s -> timeOfDay(s.text())),
                    "When waiting is given up.")
            .orElse(LocalTime.of(23, 59));
    private static final Key<Options> READY = Key.of(
            "ready",
            KeyType.map("ready", List.of(READY_SOURCE, READY_SQL, WAIT_UNTIL)),
            "What must hold before a run.");
    static final List<Key<?>> SCHEDULE_KEYS = List.of(CRON, ZONE, REPORTS, SITES, CATCH_UP, READY, WITHIN, MAILS);

    private static final Key<String> STORE_URL =
            Key.text("url", "file:FOLDER or s3://BUCKET/PREFIX.").orElse(StoreSpec.DEFAULT_URL);
    private static final Key<String> ENDPOINT = Key.text("endpoint", "The address of an S3-compatible store.");
    private static final Key<String> REGION = Key.text("region", "The store's region.");
    private static final Key<String> ACCESS_KEY = Key.of("access-key", SECRET, "Who writes into the store.");
    private static final Key<String> SECRET_KEY = Key.of("secret-key", SECRET, "With which key.");
    private static final Key<Duration> STORE_TIMEOUT =
            timeout("How long one call to an S3 store may take, with its retries.", StoreSpec.DEFAULT_TIMEOUT);
    static final List<Key<?>> STORE_KEYS = List.of(STORE_URL, ENDPOINT, REGION, ACCESS_KEY, SECRET_KEY, STORE_TIMEOUT);

    private static final Key<MailSpec.Via> VIA =
            Key.choice("via", MailSpec.Via.class, "By what mails leave.").orElse(MailSpec.Via.LOG);
    private static final KeyType<String> ADDRESS = KeyType.scalar(
            "an address such as Divers <report@example.com>",
            s -> Optional.of(s.text().strip()).filter(t -> MAILBOX.matcher(t).matches()));
    private static final Key<String> FROM =
            Key.of("from", ADDRESS, "Who writes: Name <address>.").orElse(MailSpec.DEFAULT.from());
    private static final Key<String> REPLY_TO = Key.of("reply-to", ADDRESS, "Who reads answers.");
    private static final Key<String> HOST = Key.text("host", "The SMTP server.").orElse(MailSpec.DEFAULT_HOST);
    private static final Key<Integer> PORT =
            Key.integer("port", 1, 65535, "Its port.").orElse(MailSpec.DEFAULT_PORT);
    private static final Key<String> USER = Key.text("user", "Who logs in.");
    private static final Key<String> PASSWORD = Key.of("password", SECRET, "With which password.");
    private static final Key<Boolean> START_TLS = Key.flag("starttls", "Whether the connection must be encrypted.");
    private static final Key<Boolean> TLS =
            Key.flag("tls", "Whether TLS begins before anything is said, as it always does on port 465.");
    private static final Key<String> TRUST =
            Key.text("trust", "A PEM file with certificates to trust besides those that Java knows.");
    private static final Key<Duration> MAIL_TIMEOUT =
            timeout("How long the other side may say nothing.", MailSpec.DEFAULT_TIMEOUT);
    private static final Key<String> MAIL_URL = Key.of("url", SECRET, "Stibee's automatic mail.");
    private static final Key<String> ACCESS_TOKEN = Key.of("access-token", SECRET, "Stibee's.");
    private static final Key<Integer> A_MINUTE = Key.integer(
                    "a-minute", 1, 100_000, "How many mails may leave in a minute.")
            .orElse(MailSpec.DEFAULT_A_MINUTE);
    private static final Key<String> TEMPLATE =
            Key.text("template", "A folder under themes/ with mail.html and mail.txt.");
    static final List<Key<?>> MAIL_KEYS = List.of(
            VIA,
            FROM,
            REPLY_TO,
            HOST,
            PORT,
            USER,
            PASSWORD,
            START_TLS,
            TLS,
            TRUST,
            MAIL_URL,
            ACCESS_TOKEN,
            A_MINUTE,
            MAIL_TIMEOUT,
            TEMPLATE);

    private static final Key<String> SLACK = Key.of("slack", SECRET, "An incoming webhook.");
    private static final Key<String> WEBHOOK = Key.of("webhook", SECRET, "An address that takes JSON.");
    private static final Key<Duration> ALERT_TIMEOUT =
            timeout("How long the answer to a message may take.", AlertSpec.DEFAULT_TIMEOUT);
    static final List<Key<?>> ALERT_KEYS = List.of(SLACK, WEBHOOK, ALERT_TIMEOUT);

    private static final Key<String> SERVER_URL =
            Key.text("url", "How people reach the server.").orElse(ServerSpec.DEFAULT_URL);
    private static final Key<String> DATABASE = Key.text("database", "A JDBC URL of PostgreSQL.");
    private static final Key<String> DATABASE_USER = Key.text("database-user", "Who connects.");
    private static final Key<String> DATABASE_PASSWORD = Key.of("database-password", SECRET, "With which password.");
    private static final Key<YamlValue> INTRODUCTION = Key.of(
            "introduction",
            KeyType.ANY.shaped(
                    "text, or a map of text by language",
                    Shape.Either.of(new Shape.Text(), new Shape.ByName(new Shape.Text()))),
            "What the portal says first: text, or text by language.");
    private static final Key<String> EMBED_KEY =
            Key.of("embed-key", SECRET, "With which the host application signs readers' tokens.");
    private static final Key<String> API_KEY =
            Key.of("api-key", SECRET, "With which the host application calls the API.");
    private static final Key<List<String>> FRAME_ANCESTORS =
            Key.of("frame-ancestors", KeyType.TEXTS, "Origins that may frame the portal.");
    static final List<Key<?>> SERVER_KEYS = List.of(
            SERVER_URL, DATABASE, DATABASE_USER, DATABASE_PASSWORD, INTRODUCTION, EMBED_KEY, API_KEY, FRAME_ANCESTORS);

    private final ZoneId zone;
    private final Set<String> sources;
    private final List<String> secrets;
    private final Problems problems;

    /// @param secrets takes what must never be shown
    OperationsReader(ZoneId zone, Set<String> sources, List<String> secrets, Problems problems) {
        this.zone = zone;
        this.sources = sources;
        this.secrets = secrets;
        this.problems = problems;
    }

    Operations read(
            Optional<YamlValue> schedules,
            Optional<Options> store,
            Optional<Options> mail,
            Optional<Options> alerts,
            Optional<Options> server) {
        return new Operations(
                schedules.map(this::schedules).orElse(Map.of()),
                store.map(this::store).orElse(StoreSpec.DEFAULT),
                mail.map(this::mail).orElse(MailSpec.DEFAULT),
                alerts.map(this::alerts).orElse(AlertSpec.NONE),
                server.map(this::server).orElse(ServerSpec.DEFAULT));
    }

    private Map<String, ScheduleSpec> schedules(YamlValue value) {
        Map<String, ScheduleSpec> schedules = new LinkedHashMap<>();
        if (!(value instanceof YamlValue.Mapping map)) {
            problems.add(
                    ProblemCode.WRONG_TYPE,
                    value.span(),
                    "schedules must be a map of schedules by name, not " + value.kind());
            return schedules;
        }
        for (YamlValue.Entry entry : map.entries()) {
            if (entry.value() instanceof YamlValue.Mapping spec) {
                schedule(entry, spec).ifPresent(s -> schedules.put(s.name(), s));
            } else {
                problems.add(
                        ProblemCode.WRONG_TYPE,
                        entry.value().span(),
                        "schedule '" + entry.key() + "' must be a map with cron, not "
                                + entry.value().kind());
            }
        }
        return schedules;
    }

    private Optional<ScheduleSpec> schedule(YamlValue.Entry entry, YamlValue.Mapping spec) {
        Options options =
                Options.read("schedule '" + entry.key() + "'", entry.keySpan(), spec, SCHEDULE_KEYS, problems);
        if (!options.has(CRON)) {
            return Optional.empty();
        }
        Optional<String> mistake = CronText.mistake(options.get(CRON));
        if (mistake.isPresent()) {
            problems.add(
                    ProblemCode.BAD_VALUE,
                    options.span(CRON),
                    "cron can't be '" + options.get(CRON) + "': " + mistake.get(),
                    "Minute, hour, day of month, month, day of week: 0 9 * * MON is Mondays at nine");
            return Optional.empty();
        }
        return Optional.of(new ScheduleSpec(
                entry.key(),
                options.get(CRON),
                options.find(ZONE).orElse(zone),
                options.find(REPORTS).orElse(List.of()),
                options.find(SITES).orElse(List.of()),
                options.get(CATCH_UP),
                options.find(READY).flatMap(this::ready),
                options.get(WITHIN),
                options.get(MAILS),
                entry.keySpan()));
    }

    private Optional<ScheduleSpec.Ready> ready(Options options) {
        if (!options.has(READY_SOURCE) || !options.has(READY_SQL)) {
            return Optional.empty();
        }
        String source = options.get(READY_SOURCE);
        if (!sources.contains(source)) {
            problems.add(
                    ProblemCode.UNKNOWN_SOURCE,
                    options.span(READY_SOURCE),
                    "no source is named '" + source + "'",
                    Suggestion.sentence("sources", source, sources));
        }
        return Optional.of(new ScheduleSpec.Ready(source, options.get(READY_SQL), options.get(WAIT_UNTIL)));
    }

    private StoreSpec store(Options options) {
        String url = options.get(STORE_URL);
        if (!url.startsWith("file:") && !url.startsWith("s3://")) {
            bad(options, STORE_URL, "the store can't be '" + url + "'", "Write file:FOLDER or s3://BUCKET/PREFIX");
        }
        if (given(options, ACCESS_KEY).isPresent() != given(options, SECRET_KEY).isPresent()) {
            bad(
                    options,
                    options.has(ACCESS_KEY) ? ACCESS_KEY : SECRET_KEY,
                    "the store has one of access-key and secret-key only",
                    "Give both, or neither: then the environment's are used");
        }
        given(options, ENDPOINT).ifPresent(e -> web(options, ENDPOINT, e));
        return new StoreSpec(
                url,
                given(options, ENDPOINT),
                given(options, REGION),
                secret(options, ACCESS_KEY),
                secret(options, SECRET_KEY),
                options.get(STORE_TIMEOUT));
    }

    private MailSpec mail(Options options) {
        MailSpec.Via via = options.get(VIA);
        if (via != MailSpec.Via.LOG && !options.has(FROM)) {
            missing(options, FROM, via);
        }
        if (via == MailSpec.Via.STIBEE) {
            for (Key<String> key : List.of(MAIL_URL, ACCESS_TOKEN)) {
                if (given(options, key).isEmpty()) {
                    missing(options, key, via);
                }
            }
        }
        given(options, MAIL_URL).ifPresent(u -> web(options, MAIL_URL, u));
        return new MailSpec(
                via,
                options.get(FROM),
                given(options, REPLY_TO),
                options.get(HOST),
                options.get(PORT),
                given(options, USER),
                secret(options, PASSWORD),
                options.get(START_TLS),
                options.get(TLS) || options.get(PORT) == MailSpec.TLS_PORT,
                given(options, TRUST),
                given(options, MAIL_URL),
                secret(options, ACCESS_TOKEN),
                options.get(A_MINUTE),
                options.get(MAIL_TIMEOUT),
                given(options, TEMPLATE));
    }

    private void missing(Options options, Key<?> key, MailSpec.Via via) {
        problems.add(
                ProblemCode.MISSING_KEY,
                options.span(),
                "mail needs '" + key.name() + "' to leave by " + via.name().toLowerCase(Locale.ROOT),
                key.name() + ": " + key.type().expects() + ". " + key.says());
    }

    private AlertSpec alerts(Options options) {
        for (Key<String> key : List.of(SLACK, WEBHOOK)) {
            given(options, key).ifPresent(u -> web(options, key, u));
        }
        return new AlertSpec(secret(options, SLACK), secret(options, WEBHOOK), options.get(ALERT_TIMEOUT));
    }

    private ServerSpec server(Options options) {
        web(options, SERVER_URL, options.get(SERVER_URL));
        given(options, DATABASE)
                .filter(d -> !d.startsWith("jdbc:postgresql:"))
                .ifPresent(d -> bad(
                        options,
                        DATABASE,
                        "the server keeps its state in PostgreSQL or, without 'database', by itself",
                        "For example: jdbc:postgresql://HOST/DATABASE"));
        given(options, EMBED_KEY)
                .filter(k -> utf8(k) < LEAST_KEY_BYTES)
                .ifPresent(k -> bad(
                        options,
                        EMBED_KEY,
                        "embed-key has " + utf8(k) + " bytes, and a signature needs at least " + LEAST_KEY_BYTES,
                        "Make one with: openssl rand -base64 32"));
        given(options, API_KEY)
                .filter(k -> utf8(k) < LEAST_KEY_BYTES)
                .ifPresent(k -> bad(
                        options,
                        API_KEY,
                        "api-key has " + utf8(k) + " bytes, and at least " + LEAST_KEY_BYTES + " can't be guessed",
                        "Make one with: openssl rand -base64 32"));
        for (String origin : options.find(FRAME_ANCESTORS).orElse(List.of())) {
            if (!origin.matches("https?://[A-Za-z0-9.*-]+(:\\d{1,5})?")) {
                bad(
                        options,
                        FRAME_ANCESTORS,
                        "'" + origin + "' is not an origin",
                        "Write scheme and host only: https://admin.example.com");
            }
        }
        return new ServerSpec(
                options.get(SERVER_URL).replaceFirst("/+$", ""),
                given(options, DATABASE),
                given(options, DATABASE_USER),
                secret(options, DATABASE_PASSWORD),
                options.find(INTRODUCTION).map(this::introduction).orElse(Map.of()),
                secret(options, EMBED_KEY),
                secret(options, API_KEY),
                options.find(FRAME_ANCESTORS).orElse(List.of()));
    }

    /// Text for every language under an empty name, or text by language.
    private Map<String, String> introduction(YamlValue value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof YamlValue.Mapping map) {
            for (YamlValue.Entry entry : map.entries()) {
                KeyType.TEXT.read(entry.key(), entry.value(), problems).ifPresent(t -> texts.put(entry.key(), t));
            }
        } else {
            KeyType.TEXT.read(INTRODUCTION.name(), value, problems).ifPresent(t -> texts.put("", t));
        }
        return texts;
    }

    /// A value that the environment left empty is not there.
    private static Optional<String> given(Options options, Key<String> key) {
        return options.find(key).filter(v -> !v.isBlank());
    }

    private static int utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    private Optional<String> secret(Options options, Key<String> key) {
        Optional<String> value = given(options, key);
        value.ifPresent(secrets::add);
        return value;
    }

    private void web(Options options, Key<String> key, String text) {
        if (address(text).isEmpty()) {
            bad(options, key, key.name() + " is not a web address", "It begins with https:// or http://");
        }
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return Optional.of(uri).filter(u -> web && u.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private void bad(Options options, Key<?> key, String what, String next) {
        problems.add(ProblemCode.BAD_VALUE, options.span(key), what, next);
    }

    private static Optional<LocalTime> timeOfDay(String text) {
        try {
            return Optional.of(LocalTime.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Key<Duration> timeout(String says, Duration fallback) {
        return Key.of("timeout", KeyType.scalar("a time such as 30s, at most 5m", s -> shortTime(s.text())), says)
                .orElse(fallback);
    }

    private static Optional<Duration> shortTime(String text) {
        Matcher m = SHORT_TIME.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(m.group(1));
        return Optional.of(m.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMinutes(amount))
                .filter(d -> d.isPositive() && d.compareTo(LONGEST_TIMEOUT) <= 0);
    }

    private static Optional<Duration> duration(String text) {
        Matcher m = TIME.matcher(text.strip());
        if (!m.matches() || Integer.parseInt(m.group(1)) == 0) {
            return Optional.empty();
        }
        Function<Long, Duration> unit = switch (m.group(2)) {
            case "m" -> Duration::ofMinutes;
            case "h" -> Duration::ofHours;
            default -> Duration::ofDays;
        };
        return Optional.of(unit.apply(Long.parseLong(m.group(1))));
    }

    /// What reports and sites the schedules name can only be checked when those are known.
    static void checkReports(Operations operations, Set<String> reports, Problems problems) {
        for (ScheduleSpec schedule : operations.schedules().values()) {
            List<String> unknown = new ArrayList<>(schedule.reports());
            unknown.removeAll(reports);
            for (String name : unknown) {
                problems.add(
                        ProblemCode.UNKNOWN_REPORT,
                        schedule.span(),
                        "schedule '" + schedule.name() + "' names a report '" + name + "' that is not there",
                        Suggestion.sentence("reports", name, reports));
            }
        }
    }
}

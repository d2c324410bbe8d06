package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one query or page may take, from `limits:` in broadsheet.yaml.
///
/// @param queryTime how long one query may run [#DEFAULT_QUERY_TIME]
/// @param resultRows rows that one query's result may have [#DEFAULT_RESULT_ROWS]
/// @param siteRows rows of one site that a dataset or a source's query may bring [#DEFAULT_SITE_ROWS]
/// @param workbenchMegabytes memory of one workbench [#DEFAULT_WORKBENCH_MEGABYTES]
/// @param pageBytes size of one page [#DEFAULT_PAGE_BYTES]
public record Limits(
        Duration queryTime,
        int resultRows,
        long siteRows,
        int workbenchMegabytes,
        int extractMegabytes,
        int pageBytes) {
    public static final Duration DEFAULT_QUERY_TIME = Duration.ofSeconds(60);
    public static final int DEFAULT_RESULT_ROWS = 100_000;
    public static final long DEFAULT_SITE_ROWS = 50_000_000;
    public static final int DEFAULT_WORKBENCH_MEGABYTES = 512;
    public static final int DEFAULT_EXTRACT_MEGABYTES = 400;
    public static final int DEFAULT_PAGE_BYTES = 8_000_000;

    public static final Limits DEFAULT = new Limits(
            DEFAULT_QUERY_TIME,
            DEFAULT_RESULT_ROWS,
            DEFAULT_SITE_ROWS,
            DEFAULT_WORKBENCH_MEGABYTES,
            DEFAULT_EXTRACT_MEGABYTES,
            DEFAULT_PAGE_BYTES);

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(KB|MB|GB)");

    private static final Key<Duration> QUERY_TIME = Key.of(
                    "query-time",
                    KeyType.scalar("a time such as 60s", s -> duration(s.text())),
                    "How long a query may run.")
            .orElse(DEFAULT_QUERY_TIME);
    private static final Key<Integer> RESULT_ROWS = Key.integer(
                    "result-rows", 1, 10_000_000, "Rows that a query's result may have.")
            .orElse(DEFAULT_RESULT_ROWS);
    private static final Key<Integer> SITE_ROWS =
            Key.integer("site-rows", 1, Integer.MAX_VALUE, "Rows of one site that a dataset may bring.");
    private static final Key<Long> WORKBENCH = size("workbench-memory", "Memory of one workbench.");
    private static final Key<Long> EXTRACT = size("extract-memory", "Memory for reading datasets.");
    private static final Key<Long> PAGE = size("page-size", "The largest page.");

    static final List<Key<?>> KEYS = List.of(QUERY_TIME, RESULT_ROWS, SITE_ROWS, WORKBENCH, EXTRACT, PAGE);

    static Limits of(Options options) {
        return new Limits(
                options.get(QUERY_TIME),
                options.get(RESULT_ROWS),
                options.find(SITE_ROWS).map(Integer::longValue).orElse(DEFAULT_SITE_ROWS),
                options.find(WORKBENCH).map(b -> (int) Math.max(16, b >> 20)).orElse(DEFAULT_WORKBENCH_MEGABYTES),
                options.find(EXTRACT).map(b -> (int) Math.max(64, b >> 20)).orElse(DEFAULT_EXTRACT_MEGABYTES),
                options.find(PAGE)
                        .map(b -> (int) Math.min(Integer.MAX_VALUE, b))
                        .orElse(DEFAULT_PAGE_BYTES));
    }

    private static Key<Long> size(String name, String says) {
        return Key.of(name, KeyType.scalar("a size such as 512MB", s -> bytes(s.text())), says);
    }

    private static Optional<Duration> duration(String text) {
        Matcher m = DURATION.matcher(text.strip());
        if (!m.matches() || Long.parseLong(m.group(1)) == 0) {
            return Optional.empty();
        }
        long value = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(value);
                    case "s" -> Duration.ofSeconds(value);
                    case "m" -> Duration.ofMinutes(value);
                    default -> Duration.ofHours(value);
                });
    }

    private static Optional<Long> bytes(String text) {
        Matcher m = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            return Optional.empty();
        }
        int shift = switch (m.group(2)) {
            case "KB" -> 10;
            case "MB" -> 20;
            default -> 30;
        };
        return Optional.of(Long.parseLong(m.group(1)) << shift);
    }
}

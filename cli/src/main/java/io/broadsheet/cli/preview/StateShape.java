package io.broadsheet.cli.preview;

import io.broadsheet.cli.output.Shapes;
import io.broadsheet.cli.output.UnmetText;
import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.RunEvent;
import io.broadsheet.engine.Timing;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.TerminalText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the preview's script is told, as JSON.
final class StateShape {
    /// More are searched for.
    static final int MOST_SITES = 50;

    private StateShape() {}

    static Map<String, @Nullable Object> of(Shown shown) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("project", shown.overview().name());
        shape.put(
                "reports",
                shown.overview().reports().stream().map(StateShape::report).toList());
        shape.put("siteCount", shown.overview().sites().size());
        shape.put("sites", sites(shown, ""));
        shape.put("choice", shown.choice().map(c -> choice(c, shown)).orElse(null));
        shape.put(
                "parameters",
                shown.parameters().stream().map(p -> parameter(p, shown)).toList());
        shape.put("outcome", outcome(shown));
        shape.put("page", shown.page().map(StateShape::page).orElse(null));
        shape.put(
                "partial",
                shown.made()
                        .filter(m -> m.rendering().page().isPresent())
                        .map(Shown.Made::id)
                        .orElse(null));
        shape.put("stale", shown.good().isPresent() && !shown.good().equals(shown.made()));
        shape.put("whole", shown.made().filter(Shown.Made::isGood).isPresent());
        shape.put("problems", shown.problems().stream().map(StateShape::problem).toList());
        shape.put(
                "unmet",
                shown.made().stream()
                        .flatMap(m -> m.rendering().expectations().stream())
                        .filter(e -> !e.passed())
                        .map(StateShape::unmet)
                        .toList());
        shape.put("tookMs", millis(shown.took()));
        shown.made().ifPresent(m -> made(m, shape));
        return shape;
    }

    private static void made(Shown.Made made, Map<String, @Nullable Object> shape) {
        Rendering rendering = made.rendering();
        shape.put("made", made.id());
        shape.put("title", rendering.title());
        shape.put("period", Shapes.period(rendering.period()));
        shape.put("renderMs", millis(rendering.took()));
        shape.put(
                "timings", rendering.timings().stream().map(StateShape::timing).toList());
        shape.put(
                "bytes",
                rendering
                        .page()
                        .map(p -> p.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                        .orElse(null));
        List<Map<String, Object>> queries = new ArrayList<>();
        rendering.data().forEach((name, frame) -> queries.add(Map.of("name", name, "rows", frame.rowCount())));
        shape.put("queries", queries);
    }

    private static String outcome(Shown shown) {
        if (shown.hasErrors()) {
            return "failed";
        }
        return shown.made().map(m -> Shapes.lower(m.rendering().outcome())).orElse("failed");
    }

    private static Map<String, Object> report(Shown.ReportName report) {
        return Map.of("name", report.name(), "label", report.label(), "period", Shapes.lower(report.period()));
    }

    /// Sites whose id or name holds a text, the chosen one first where nothing is searched for.
    static List<Map<String, Object>> sites(Shown shown, String search) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        return shown.overview().sites().stream()
                .filter(s -> s.id().toLowerCase(Locale.ROOT).contains(wanted)
                        || s.name().toLowerCase(Locale.ROOT).contains(wanted))
                .limit(MOST_SITES)
                .map(StateShape::site)
                .toList();
    }

    private static Map<String, Object> site(Site site) {
        return Map.of("id", site.id(), "name", site.name());
    }

    private static Map<String, @Nullable Object> choice(Wish.Choice choice, Shown shown) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("report", choice.report());
        shape.put("site", choice.siteId());
        shape.put(
                "siteName",
                shown.overview().sites().stream()
                        .filter(s -> s.id().equals(choice.siteId()))
                        .map(Site::name)
                        .findFirst()
                        .orElse(""));
        shape.put("date", choice.date());
        shape.put("given", choice.parameters());
        return shape;
    }

    private static Map<String, @Nullable Object> parameter(ParameterSpec spec, Shown shown) {
        String name = spec.name().text();
        String standard = Formats.plain(spec.defaultValue());
        Optional<String> given =
                shown.choice().flatMap(c -> Optional.ofNullable(c.parameters().get(name)));
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("type", Shapes.lower(spec.type()));
        shape.put("default", standard);
        shape.put("value", given.orElse(standard));
        shape.put("min", spec.min().orElse(null));
        shape.put("max", spec.max().orElse(null));
        shape.put("values", spec.values());
        return shape;
    }

    private static Map<String, @Nullable Object> page(Shown.Made made) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", made.id());
        shape.put("at", made.at());
        return shape;
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> shape = Shapes.problem(problem);
        shape.put("meaning", problem.code().meaning());
        shape.put("frame", frame(problem.span()));
        return shape;
    }

    /// The line in three parts, the middle one being what is wrong; null where there is no line. A very
    /// long line is cut to what surrounds the place.
    private static @Nullable Map<String, Object> frame(Span span) {
        String line = span.source().line(span.line());
        if (line.isBlank()) {
            return null;
        }
        int from = Math.min(line.length(), span.offset() - span.source().lineStart(span.line()));
        int to = Math.min(line.length(), from + Math.max(1, Math.min(span.length(), LONGEST_PART)));
        int first = Math.max(0, from - LONGEST_PART);
        int last = Math.min(line.length(), to + LONGEST_PART);
        return Map.of(
                "line",
                span.line(),
                "before",
                (first > 0 ? "…" : "") + TerminalText.visible(line.substring(first, from)),
                "marked",
                TerminalText.visible(line.substring(from, to)),
                "after",
                TerminalText.visible(line.substring(to, last)) + (last < line.length() ? "…" : ""));
    }

    private static final int LONGEST_PART = 120;

    private static Map<String, @Nullable Object> unmet(Expectation expectation) {
        Map<String, @Nullable Object> shape = Shapes.expectation(expectation);
        shape.put("text", UnmetText.of(expectation));
        return shape;
    }

    private static Map<String, Object> timing(Timing timing) {
        return Map.of("part", timing.part(), "name", timing.name(), "ms", millis(timing.took()));
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e4) / 1e2;
    }

    /// Something that takes its time.
    static Map<String, Object> doing(RunEvent event) {
        return switch (event) {
            case RunEvent.DataMaking e -> Map.of("doing", "making", "name", e.source());
            case RunEvent.DataMade e -> Map.of("doing", "", "name", e.source());
            case RunEvent.DatasetReading e -> Map.of("doing", "reading", "name", e.dataset());
            case RunEvent.DatasetProgress e -> Map.of("doing", "reading", "name", e.dataset(), "rows", e.rows());
            case RunEvent.DatasetRead e -> Map.of("doing", "", "name", e.dataset());
            case RunEvent.SiteDone e -> Map.of("doing", "", "name", e.site().id());
        };
    }

    private static final int LONGEST_CELL = 2_000;

    /// Some rows of a query's result, each value as text; null is null.
    static Map<String, @Nullable Object> rows(String query, Frame frame, int from, int count) {
        int first = Math.clamp(from, 0, frame.rowCount());
        int last = Math.min(frame.rowCount(), first + count);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int row = first; row < last; row++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (io.broadsheet.engine.frame.Column column : frame.columns()) {
                Object value = column.get(row);
                cells.add(value == null ? null : cut(Formats.plain(value)));
            }
            rows.add(cells);
        }
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("query", query);
        shape.put("total", frame.rowCount());
        shape.put("from", first);
        shape.put(
                "columns",
                frame.columns().stream()
                        .map(c -> Map.of(
                                "name", c.name(),
                                "type", Shapes.lower(c.type()),
                                "number", c.type().isNumber()))
                        .toList());
        shape.put("rows", rows);
        return shape;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_CELL) {
            return text;
        }
        int end = Character.isLowSurrogate(text.charAt(LONGEST_CELL)) ? LONGEST_CELL - 1 : LONGEST_CELL;
        return text.substring(0, end) + "…";
    }
}

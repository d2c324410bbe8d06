package io.broadsheet.cli.output;

import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.Timing;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON of `--format json`, as docs/cli.md describes it. Keys are only ever added.
public final class Shapes {
    private Shapes() {}

    public static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> shape = place(problem.span());
        shape.put("severity", lower(problem.severity()));
        shape.put("code", problem.code().id());
        shape.put("class", lower(problem.code().failureClass()));
        shape.put("message", problem.message());
        shape.put("hint", problem.hint());
        shape.put("text", problem.toString());
        return shape;
    }

    public static List<Map<String, @Nullable Object>> problems(List<Problem> problems) {
        return problems.stream().map(Shapes::problem).toList();
    }

    public static Map<String, @Nullable Object> expectation(Expectation expectation) {
        Map<String, @Nullable Object> shape = place(expectation.span());
        shape.put("passed", expectation.passed());
        shape.put("expected", expectation.expected());
        shape.put("found", expectation.found().orElse(null));
        return shape;
    }

    public static List<Map<String, @Nullable Object>> expectations(List<Expectation> expectations) {
        return expectations.stream().map(Shapes::expectation).toList();
    }

    public static Map<String, @Nullable Object> period(Period period) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("kind", lower(period.kind()));
        shape.put("start", period.start());
        shape.put("end", period.end());
        shape.put("issue", period.issue());
        return shape;
    }

    public static Map<String, @Nullable Object> rendering(Rendering rendering) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("outcome", lower(rendering.outcome()));
        shape.put("site", rendering.site().id());
        shape.put("report", rendering.report());
        shape.put("title", rendering.title());
        shape.put("period", period(rendering.period()));
        shape.put("hash", rendering.hash());
        shape.put("took_ms", rendering.took().toMillis());
        shape.put("timings", rendering.timings().stream().map(Shapes::timing).toList());
        shape.put("problems", problems(rendering.problems()));
        shape.put("expectations", expectations(rendering.expectations()));
        return shape;
    }

    private static Map<String, Object> timing(Timing timing) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("part", timing.part());
        shape.put("name", timing.name());
        shape.put("took_ms", Math.round(timing.took().toNanos() / 1e3) / 1e3);
        return shape;
    }

    private static Map<String, @Nullable Object> place(Span span) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("file", span.file());
        shape.put("line", span.line());
        shape.put("column", span.column());
        return shape;
    }

    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

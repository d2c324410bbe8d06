package io.broadsheet.server.edition;

import io.broadsheet.engine.Expectation;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What a revision keeps as JSON: problems and expectations as `check --format json` writes them, and the mail's
/// numbers.
final class RevisionJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Headline>> HEADLINES = new TypeReference<>() {};

    private RevisionJson() {}

    static List<Headline> headlines(Rendering rendering) {
        return rendering.summary().stream()
                .map(h -> new Headline(
                        h.label(), h.value(), h.change(), h.direction().id()))
                .toList();
    }

    static List<Headline> readHeadlines(@Nullable String json) {
        return json == null ? List.of() : JSON.readValue(json, HEADLINES);
    }

    static String problems(List<Problem> problems, int longest) {
        return fitting(problems.stream().map(RevisionJson::problem).toList(), longest);
    }

    static String expectations(List<Expectation> expectations, int longest) {
        return fitting(expectations.stream().map(RevisionJson::expectation).toList(), longest);
    }

    /// As many of the first entries as the column holds.
    static String fitting(List<?> entries, int longest) {
        List<Object> kept = new ArrayList<>();
        int length = 2;
        for (Object entry : entries) {
            int more = JSON.writeValueAsString(entry).length() + 1;
            if (length + more > longest) {
                break;
            }
            length += more;
            kept.add(entry);
        }
        return JSON.writeValueAsString(kept);
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> shape = place(problem.span());
        shape.put("severity", lower(problem.severity()));
        shape.put("code", problem.code().id());
        shape.put("class", lower(problem.code().failureClass()));
        shape.put("message", problem.message());
        shape.put("hint", problem.hint());
        shape.put("text", problem.toString());
        return shape;
    }

    private static Map<String, @Nullable Object> expectation(Expectation expectation) {
        Map<String, @Nullable Object> shape = place(expectation.span());
        shape.put("passed", expectation.passed());
        shape.put("expected", expectation.expected());
        shape.put("found", expectation.found().orElse(null));
        return shape;
    }

    private static Map<String, @Nullable Object> place(Span span) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("file", span.file());
        shape.put("line", span.line());
        shape.put("column", span.column());
        return shape;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.engine.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Problems as `check --format json` writes them.
final class ProblemJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ProblemJson() {}

    /// As many of them as a column holds, the first first; without secrets.
    static String of(List<Problem> problems, Secrets secrets) {
        List<String> shapes = new ArrayList<>();
        int length = 2;
        for (Problem problem : problems) {
            String shape = JSON.writeValueAsString(shape(problem, secrets));
            length += shape.length() + 1;
            if (length > AttemptTable.PROBLEMS) {
                break;
            }
            shapes.add(shape);
        }
        return "[" + String.join(",", shapes) + "]";
    }

    private static Map<String, Object> shape(Problem problem, Secrets secrets) {
        Span span = problem.span();
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("file", span.file());
        shape.put("line", span.line());
        shape.put("column", span.column());
        shape.put("severity", lower(problem.severity()));
        shape.put("code", problem.code().id());
        shape.put("class", lower(problem.code().failureClass()));
        shape.put("message", clean(problem.message(), secrets));
        shape.put("hint", clean(problem.hint(), secrets));
        shape.put("text", clean(problem.toString(), secrets));
        return shape;
    }

    private static String clean(String text, Secrets secrets) {
        return secrets.redact(text).replace("\0", "");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

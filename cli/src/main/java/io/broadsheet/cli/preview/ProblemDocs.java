package io.broadsheet.cli.preview;

import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What docs/problems.md says of one kind of problem.
final class ProblemDocs {
    private static final String FENCE = "`````";

    private ProblemDocs() {}

    static Optional<Answer> page(String code) {
        return ProblemCode.of(code).map(c -> Answer.html(html(c), Answer.STRICT));
    }

    private static String html(ProblemCode code) {
        StringBuilder out = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(code.id())
                .append("</title><link rel=\"stylesheet\" href=\"/assets/preview.css\"><body class=\"docs\"><main><h1>")
                .append(code.id())
                .append("</h1>");
        Optional<String> section = section(code.id());
        if (section.isPresent()) {
            markup(section.get(), out);
        } else {
            out.append("<p>")
                    .append(Html.text(code.meaning() + " " + code.cure()).markup())
                    .append("</p>");
        }
        return out.append("</main></body></html>").toString();
    }

    private static Optional<String> section(String code) {
        return Resources.find("problems.md")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(text -> {
                    int start = text.indexOf("\n## " + code + "\n");
                    if (start < 0) {
                        return Optional.empty();
                    }
                    int from = text.indexOf('\n', start + 1) + 1;
                    int end = text.indexOf("\n## ", from);
                    return Optional.of(text.substring(from, end < 0 ? text.length() : end));
                });
    }

    /// The page is written by a test, out of paragraphs and fences alone.
    private static void markup(String section, StringBuilder out) {
        boolean fenced = false;
        for (String line : section.lines().toList()) {
            if (line.startsWith(FENCE)) {
                out.append(fenced ? "</pre>" : "<pre>");
                fenced = !fenced;
            } else if (fenced) {
                out.append(Html.text(line).markup()).append('\n');
            } else if (!line.isBlank()) {
                out.append("<p>")
                        .append(Html.text(line.replace("`", "")).markup())
                        .append("</p>");
            }
        }
        out.append(fenced ? "</pre>" : "");
    }
}

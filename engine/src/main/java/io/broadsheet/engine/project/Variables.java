package io.broadsheet.engine.project;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `${NAME}` and `${NAME:-default}` into YAML that is already parsed, so that a value can't change the document's
/// shape. `$${` is a plain `${`. Remembers what came from the environment, to keep it out of messages.
final class Variables {
    private static final Pattern FORM = Pattern.compile("(\\$?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Map<String, String> environment;
    private final Problems problems;
    private final List<String> used = new ArrayList<>();

    Variables(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    YamlValue.Mapping fill(YamlValue.Mapping mapping) {
        return new YamlValue.Mapping(
                mapping.span(),
                mapping.entries().stream()
                        .map(e -> new YamlValue.Entry(e.key(), e.keySpan(), fill(e.value())))
                        .toList());
    }

    private YamlValue fill(YamlValue value) {
        return switch (value) {
            case YamlValue.Mapping m -> fill(m);
            case YamlValue.Sequence s ->
                new YamlValue.Sequence(
                        s.span(), s.items().stream().map(this::fill).toList());
            case YamlValue.Scalar s -> s.text().contains("${") ? fill(s) : s;
        };
    }

    private YamlValue.Scalar fill(YamlValue.Scalar scalar) {
        Matcher m = FORM.matcher(scalar.text());
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(out, Matcher.quoteReplacement(replacement(m, place(scalar, m.group()))));
        }
        int end = out.length();
        m.appendTail(out);
        int left = out.indexOf("${", end);
        if (left >= 0) {
            problems.add(
                    ProblemCode.BAD_VALUE,
                    place(scalar, out.substring(left)),
                    "this is no environment variable",
                    "Write ${NAME} or ${NAME:-default}, with letters, digits and underscores; $${ is a plain ${");
        }
        // Text that came from outside is text: it never turns into `null`.
        return new YamlValue.Scalar(
                scalar.span(), out.toString(), scalar.quoted() || out.toString().isEmpty());
    }

    /// Where a piece of a value stands, if it is written as it is; otherwise the value.
    private static Span place(YamlValue.Scalar scalar, String piece) {
        int at = scalar.span().text().indexOf(piece);
        return at < 0 ? scalar.span() : scalar.span().part(at, piece.length());
    }

    private String replacement(Matcher m, Span span) {
        if (!m.group(1).isEmpty()) {
            return m.group().substring(1);
        }
        String name = m.group(2);
        String value = environment.get(name);
        if (value != null) {
            used.add(value);
            return value;
        }
        if (m.group(3) != null) {
            return m.group(3);
        }
        String near = Suggestion.nearest(name, environment.keySet())
                .map(n -> ". Did you mean " + n + "?")
                .orElse("");
        problems.add(
                ProblemCode.UNSET_VARIABLE,
                span,
                "the environment variable " + name + " is not set",
                "Set it, or give a default: ${" + name + ":-default}" + near);
        return "";
    }

    /// The values that came from the environment.
    List<String> used() {
        return List.copyOf(used);
    }
}

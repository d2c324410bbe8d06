package io.broadsheet.engine.narrative;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The template as Pebble gets it: the author's lines, where a line of nothing but tags (`{% for row in rows %}`)
/// leaves no line of its own in the result, so that loops can make the rows of a Markdown table. Line numbers
/// stay.
final class TemplateText {
    private static final Pattern TAGS_ONLY =
            Pattern.compile("\\s*(?:\\{%-?(?:(?!%}).)*%}\\s*|\\{#(?:(?!#}).)*#}\\s*)+");

    private TemplateText() {}

    static String of(String template) {
        List<String> lines = new ArrayList<>(List.of(template.split("\n", -1)));
        StringBuilder out = new StringBuilder(template.length() + 64);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean last = i == lines.size() - 1;
            boolean tagged = line.contains("%}") || line.contains("#}");
            if (!last && tagged && TAGS_ONLY.matcher(line).matches()) {
                // A comment swallows the line's end, and still counts as a line.
                out.append(line.strip()).append("{#\n#}");
            } else {
                out.append(line);
                if (!last) {
                    out.append('\n');
                }
            }
        }
        return out.toString();
    }
}

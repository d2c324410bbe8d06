package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// An author's ECharts option with the query's rows as its dataset.
record EchartsOption(YamlValue.Mapping option, Frame frame, DrawContext context) {
    private static final List<String> OUTSIDE =
            List.of("http://", "https://", "ftp://", "ws://", "wss://", "file://", "url(", "javascript:");
    private static final Pattern INDEX = Pattern.compile("\\d+");

    /// Reports what would not draw, or would fetch something.
    void check() {
        boolean draws = List.of("series", "options", "baseOption").stream()
                .anyMatch(k -> option.find(k).isPresent());
        if (!draws) {
            context.problems()
                    .add(
                            ProblemCode.MISSING_KEY,
                            option.span().part(0, 1),
                            context.owner() + " needs 'series'",
                            "The body is an ECharts option object: series: [{ type: pie, encode: { value: COLUMN } }]");
        }
        check(option, false);
    }

    private void check(YamlValue value, boolean namesColumns) {
        switch (value) {
            case YamlValue.Mapping m ->
                m.entries().stream()
                        .filter(e -> !isLink(e))
                        .forEach(e -> check(e.value(), namesColumns || e.key().equals("encode")));
            case YamlValue.Sequence s -> s.items().forEach(i -> check(i, namesColumns));
            case YamlValue.Scalar s -> {
                checkOutside(s);
                if (namesColumns) {
                    checkColumn(s);
                }
            }
        }
    }

    private void checkOutside(YamlValue.Scalar s) {
        if (isOutside(s.text().strip().toLowerCase(Locale.ROOT))) {
            context.problems()
                    .add(
                            ProblemCode.OUTSIDE_REQUEST,
                            s.span(),
                            context.owner() + " names an address outside of the page",
                            "A page fetches nothing; write pictures as `image://data:...`");
        }
    }

    private static boolean isOutside(String text) {
        if (text.startsWith("image://data:") || text.startsWith("data:")) {
            return false;
        }
        return text.startsWith("image://")
                || text.startsWith("//")
                || OUTSIDE.stream().anyMatch(text::contains);
    }

    /// A title may link to another page: nothing is fetched until a reader follows it.
    private static boolean isLink(YamlValue.Entry entry) {
        return (entry.key().equals("link") || entry.key().equals("sublink"))
                && entry.value() instanceof YamlValue.Scalar s
                && (s.text().startsWith("https://") || s.text().startsWith("http://"));
    }

    private void checkColumn(YamlValue.Scalar s) {
        boolean known = s.isNull()
                || INDEX.matcher(s.text()).matches()
                || frame.columns().stream().anyMatch(c -> c.name().equals(s.text()));
        if (!known) {
            context.problems()
                    .add(
                            ProblemCode.UNKNOWN_COLUMN,
                            s.span(),
                            context.owner() + " encodes " + s.text(),
                            Suggestion.sentence("columns (as written)", s.text(), frame.columnNames()));
        }
    }

    /// The option as JSON for a `script` element. The author's `dataset` stays; rows are added where it has no `source`
    /// of its own, and where there is none at all.
    String json(int rows) {
        JsonText json = new JsonText();
        String before = "{";
        for (YamlValue.Entry entry : option.entries()) {
            json.raw(before).text(entry.key()).raw(":");
            if (entry.key().equals("dataset")) {
                dataset(json, entry.value(), rows);
            } else {
                json.yaml(entry.value());
            }
            before = ",";
        }
        if (option.find("dataset").isEmpty()) {
            json.raw(before).raw("\"dataset\":{");
            source(json, rows);
            json.raw("}");
        }
        return json.raw("}").toString();
    }

    private void dataset(JsonText json, YamlValue written, int rows) {
        if (written instanceof YamlValue.Sequence s && !s.items().isEmpty()) {
            json.raw("[");
            dataset(json, s.items().getFirst(), rows);
            s.items().stream().skip(1).forEach(i -> json.raw(",").yaml(i));
            json.raw("]");
        } else if (written instanceof YamlValue.Mapping m && m.find("source").isEmpty()) {
            json.raw("{");
            m.entries().forEach(e -> json.text(e.key()).raw(":").yaml(e.value()).raw(","));
            source(json, rows);
            json.raw("}");
        } else {
            json.yaml(written);
        }
    }

    private void source(JsonText json, int rows) {
        json.raw("\"source\":[[");
        String before = "";
        for (Column column : frame.columns()) {
            json.raw(before).text(column.name());
            before = ",";
        }
        json.raw("]");
        for (int row = 0; row < rows; row++) {
            before = ",[";
            for (Column column : frame.columns()) {
                json.raw(before)
                        .value(
                                column.get(row),
                                context.formats(),
                                context.limits().cellLength());
                before = ",";
            }
            json.raw("]");
        }
        json.raw("]");
    }
}

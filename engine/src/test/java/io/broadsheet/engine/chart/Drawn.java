package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlReader;
import io.broadsheet.engine.source.YamlValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A component drawn for a test: its markup and its problems. Bodies are lines of `key: value` or `key: [a, b]`
/// or `key: {a: b}`.
record Drawn(String markup, Problems problems) {
    /// `line|x: week\n..`: the component and its body in one.
    static Drawn fence(String fence, Frame frame, Locale locale) {
        int bar = fence.indexOf('|');
        return of(fence.substring(0, bar), fence.substring(bar + 1), frame, locale);
    }

    static Drawn of(String component, String body, Frame frame) {
        return of(component, body, frame, Locale.ENGLISH);
    }

    static Drawn of(String component, String body, Frame frame, Locale locale) {
        return of(component, body, frame, locale, ComponentLimits.DEFAULT);
    }

    static Drawn of(String component, String body, Frame frame, Locale locale, ComponentLimits limits) {
        SourceText text = SourceText.of("reports/r/report.md", "```" + component + " q\n" + body + "```\n");
        YamlValue.Mapping mapping = mapping(text, component.length() + 6, body);
        return of(component, mapping, text.span(0, component.length() + 5), frame, locale, limits);
    }

    /// A body that is read as an author's YAML is, for what nests.
    static Drawn yaml(String component, String body, Frame frame, Locale locale) {
        String opener = "```" + component + " q";
        SourceText text = SourceText.of("reports/r/report.md", opener + "\n" + body + "```\n");
        int[] indents = new int[(int) body.lines().count()];
        YamlValue.Mapping mapping = YamlReader.readMapping(Snippet.ofLines(text, 2, indents), new Problems())
                .orElseThrow();
        return of(component, mapping, text.span(0, opener.length()), frame, locale, ComponentLimits.DEFAULT);
    }

    /// With the numbers behind it.
    static Drawn numbered(String name, String body, Frame frame, Locale locale, ComponentLimits limits) {
        SourceText text = SourceText.of("reports/r/report.md", "```" + name + " q\n" + body + "```\n");
        YamlValue.Mapping mapping = mapping(text, name.length() + 6, body);
        return of(named(ChartComponents.all(), name), mapping, text.span(0, name.length() + 5), frame, locale, limits);
    }

    private static Component named(List<Component> components, String name) {
        return components.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Drawn of(
            String name, YamlValue.Mapping body, Span opener, Frame frame, Locale locale, ComponentLimits limits) {
        return of(named(ChartComponents.bare(), name), body, opener, frame, locale, limits);
    }

    private static Drawn of(
            Component component,
            YamlValue.Mapping body,
            Span opener,
            Frame frame,
            Locale locale,
            ComponentLimits limits) {
        String name = component.name();
        Problems problems = new Problems();
        String owner = name + " 'q'";
        Options options = Options.read(owner, opener, body, component.keys(), problems);
        Formats formats =
                Formats.of(locale, ZoneId.of("Asia/Seoul"), locale.getLanguage().equals("ko") ? "KRW" : "USD");
        Period period = Period.before(LocalDate.of(2021, 11, 1), PeriodKind.WEEK, DayOfWeek.MONDAY);
        DrawContext context = new DrawContext("q1", owner, formats, period, DayOfWeek.MONDAY, limits, problems);
        return new Drawn(component.draw(options, frame, context).markup(), problems);
    }

    private static YamlValue.Mapping mapping(SourceText text, int start, String body) {
        List<YamlValue.Entry> entries = new ArrayList<>();
        int offset = start;
        for (String line : body.lines().toList()) {
            int colon = line.indexOf(": ");
            String value = line.substring(colon + 2);
            Span span = text.span(offset + colon + 2, value.length());
            entries.add(new YamlValue.Entry(line.substring(0, colon), text.span(offset, colon), value(span, value)));
            offset += line.length() + 1;
        }
        return new YamlValue.Mapping(text.span(start, body.length()), entries);
    }

    private static YamlValue value(Span span, String text) {
        if (text.startsWith("{")) {
            List<YamlValue.Entry> entries = Arrays.stream(
                            text.substring(1, text.length() - 1).split(", ", -1))
                    .map(e -> e.split(": ", -1))
                    .map(e -> new YamlValue.Entry(e[0], span, new YamlValue.Scalar(span, e[1], false)))
                    .toList();
            return new YamlValue.Mapping(span, entries);
        }
        if (!text.startsWith("[")) {
            return new YamlValue.Scalar(span, text, false);
        }
        List<YamlValue> items = Arrays.stream(
                        text.substring(1, text.length() - 1).split(", ", -1))
                .map(s -> (YamlValue) new YamlValue.Scalar(span, s, false))
                .toList();
        return new YamlValue.Sequence(span, items);
    }
}

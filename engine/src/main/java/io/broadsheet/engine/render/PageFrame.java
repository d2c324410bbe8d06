package io.broadsheet.engine.render;

import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.SourceText;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A theme's own frame: a Pebble template, `page.html`, that puts a page's parts together.
///
/// ```html
/// <!doctype html><html lang="{{ language }}"><head>{{ head }}</head>
/// <body>{{ skip }}{{ header }}<main id="main" class="page">{{ body }}</main>{{ foot }}{{ footer }}{{ script
/// }}</body></html>
/// ```
///
/// It has the parts `head`, `skip`, `header`, `contents`, `body`, `foot`, `footer`, `script` as markup, and
/// `language`, `title`, `subtitle`, `site`, `period`, `label` as text. `head`, `body` and `script` must be in
/// it.
final class PageFrame {
    private static final List<String> NEEDED = List.of("head", "body", "script");
    private static final Pattern UNSAFE = Pattern.compile(
            "<(?:script|iframe|object|embed|base|form|link|meta)\\b|\\son[a-z]+\\s*=|javascript:",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OUTSIDE = Pattern.compile(
            "\\b(?:src|srcset|poster|data|background)\\s*+=\\s*+[\"']?+(?!data:|\\{\\{)|@import\\b|\\burl\\(\\s*+[\"']?+(?!data:|#)",
            Pattern.CASE_INSENSITIVE);
    private static final String NAME = "page.html";

    private final PebbleTemplate template;
    private final String source;

    private PageFrame(PebbleTemplate template, String source) {
        this.template = template;
        this.source = source;
    }

    String source() {
        return source;
    }

    /// Reads a frame and tries it; empty, with problems, where it can't be used.
    static Optional<PageFrame> parse(SourceText source, Problems problems) {
        if (!isSafe(source, problems) || !isWhole(source, problems)) {
            return Optional.empty();
        }
        try {
            MemoryLoader loader = new MemoryLoader();
            loader.addTemplate(NAME, source.text());
            PebbleEngine engine = new PebbleEngine.Builder()
                    .loader(loader)
                    .strictVariables(true)
                    .defaultLocale(Locale.ROOT)
                    .methodAccessValidator((object, method) -> false)
                    .build();
            PageFrame frame = new PageFrame(engine.getTemplate(NAME), source.text());
            frame.evaluate(TRIAL);
            return Optional.of(frame);
        } catch (PebbleException e) {
            int line = e.getLineNumber() == null ? 1 : e.getLineNumber();
            problems.add(
                    ProblemCode.BAD_TEMPLATE,
                    source.spanAt(line, 1, source.line(line).length()),
                    "the frame can't be used: " + e.getPebbleMessage());
            return Optional.empty();
        }
    }

    private static boolean isSafe(SourceText source, Problems problems) {
        Matcher unsafe = UNSAFE.matcher(source.text());
        boolean safe = true;
        while (unsafe.find()) {
            problems.add(
                    ProblemCode.UNSAFE_HTML,
                    source.span(unsafe.start(), unsafe.end() - unsafe.start()),
                    "a frame has no scripts, forms, frames or head elements of its own",
                    "{{ head }} and {{ script }} bring all that a page may have");
            safe = false;
        }
        Matcher outside = OUTSIDE.matcher(source.text());
        while (outside.find()) {
            problems.add(
                    ProblemCode.OUTSIDE_REQUEST,
                    source.span(outside.start(), outside.end() - outside.start()),
                    "the frame refers to a file or an address",
                    "Write it as a data: address; the page is one file");
            safe = false;
        }
        return safe;
    }

    private static boolean isWhole(SourceText source, Problems problems) {
        boolean whole = true;
        for (String part : NEEDED) {
            if (!Pattern.compile("\\{\\{[-~]?\\s*" + part + "\\s*[-~]?\\}\\}")
                    .matcher(source.text())
                    .find()) {
                problems.add(
                        ProblemCode.BAD_TEMPLATE,
                        source.span(0, 0),
                        "the frame leaves out {{ " + part + " }}",
                        "A frame needs " + String.join(", ", NEEDED));
                whole = false;
            }
        }
        return whole;
    }

    private static final Map<String, Object> TRIAL = variables(
            new PageParts(
                    "en",
                    Html.empty(),
                    Html.empty(),
                    Html.empty(),
                    Html.empty(),
                    Html.empty(),
                    Html.empty(),
                    Html.empty(),
                    Html.empty()),
            Map.of("title", "", "subtitle", "", "site", "", "period", "", "label", ""));

    private static Map<String, Object> variables(PageParts parts, Map<String, String> texts) {
        Map<String, Object> variables = new HashMap<>(texts);
        variables.put("language", parts.language());
        variables.put("head", new SafeString(parts.head().markup()));
        variables.put("skip", new SafeString(parts.skip().markup()));
        variables.put("header", new SafeString(parts.header().markup()));
        variables.put("contents", new SafeString(parts.contents().markup()));
        variables.put("body", new SafeString(parts.body().markup()));
        variables.put("foot", new SafeString(parts.foot().markup()));
        variables.put("footer", new SafeString(parts.footer().markup()));
        variables.put("script", new SafeString(parts.script().markup()));
        return variables;
    }

    private String evaluate(Map<String, Object> variables) {
        StringWriter out = new StringWriter();
        try {
            template.evaluate(out, variables);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString();
    }

    /// @param texts `title`, `subtitle`, `site`, `period`, `label`
    String write(PageParts parts, Map<String, String> texts) {
        return evaluate(variables(parts, texts));
    }
}

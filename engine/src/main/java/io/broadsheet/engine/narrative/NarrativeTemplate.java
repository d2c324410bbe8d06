package io.broadsheet.engine.narrative;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.TextMacro;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.core.DisallowExtensionCustomizerBuilder;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report's narrative, compiled. Immutable and thread-safe; evaluating it gives Markdown with slots.
public final class NarrativeTemplate {
    private static final int LONGEST_RESULT = 4_000_000;
    private static final PebbleEngine ENGINE = new PebbleEngine.Builder()
            .loader(new MemoryLoader())
            .extension(new NarrativeExtension())
            .registerExtensionCustomizer(new DisallowExtensionCustomizerBuilder()
                    .disallowedTokenParserTags(List.of(
                            "autoescape",
                            "block",
                            "cache",
                            "embed",
                            "extends",
                            "filter",
                            "flush",
                            "from",
                            "import",
                            "include",
                            "parallel"))
                    .disallowedFilterKeys(List.of(
                            "raw",
                            "escape",
                            "base64encode",
                            "base64decode",
                            "sha256",
                            "nl2br",
                            "urlencode",
                            "format",
                            "numberformat"))
                    .disallowedFunctionKeys(List.of("i18n", "block", "parent"))
                    .build())
            .allowOverrideCoreOperators(true)
            .methodAccessValidator((object, method) -> false)
            .strictVariables(true)
            .newLineTrimming(false)
            .autoEscaping(false)
            .cacheActive(false)
            .maxRenderedSize(LONGEST_RESULT)
            .build();

    private final PebbleTemplateImpl template;
    private final TemplatePlaces places;

    private NarrativeTemplate(PebbleTemplateImpl template, TemplatePlaces places) {
        this.template = template;
        this.places = places;
    }

    /// A macro taken from a shared file.
    public record ImportedMacro(SourceText file, TextMacro macro) {}

    /// Compiles a narrative with the macros that it imports (and those that they call). Empty, with problems, where it
    /// can't be read.
    public static Optional<NarrativeTemplate> compile(
            SourceText file, String narrative, List<ImportedMacro> macros, Problems problems) {
        TemplatePlaces places = new TemplatePlaces(file, firstLine(narrative), macros);
        StringBuilder text = new StringBuilder(TemplateText.of(narrative));
        for (ImportedMacro imported : macros) {
            text.append('\n').append(imported.macro().template());
        }
        try {
            PebbleTemplate compiled = ENGINE.getLiteralTemplate(text.toString());
            return Optional.of(new NarrativeTemplate((PebbleTemplateImpl) compiled, places));
        } catch (PebbleException e) {
            Integer line = e.getLineNumber();
            unreadable(places, text, line == null ? 0 : line, readable(e.getPebbleMessage()), problems);
        } catch (IndexOutOfBoundsException e) {
            // Pebble's parser runs past the end of a macro that is not closed.
            unreadable(places, text, 0, "a tag is not closed", problems);
        } catch (StackOverflowError e) {
            problems.add(
                    ProblemCode.TOO_DEEP,
                    places.line(0),
                    "the narrative is nested deeper than it may be",
                    "Flatten it");
        }
        return Optional.empty();
    }

    /// The filters that narrative may use, each with the names of its arguments.
    public static Map<String, List<String>> filters() {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String name : NameCheck.filters()) {
            Filter filter = ENGINE.getExtensionRegistry().getFilter(name);
            List<String> arguments = filter == null ? null : filter.getArgumentNames();
            filters.put(name, arguments == null ? List.of() : List.copyOf(arguments));
        }
        return filters;
    }

    private static int firstLine(String narrative) {
        int line = 1;
        while (line <= narrative.length() && narrative.charAt(line - 1) == '\n') {
            line++;
        }
        return line;
    }

    /// What is not closed is reported where it is opened.
    private static void unreadable(
            TemplatePlaces places, CharSequence text, int line, String message, Problems problems) {
        Optional<OpenTag> open = OpenTag.find(text);
        if (open.isPresent()) {
            problems.add(
                    ProblemCode.BAD_TEMPLATE,
                    places.tag(open.get().line(), open.get().text()),
                    "the " + open.get().text() + " that begins here is not closed",
                    "Close it with " + open.get().close());
            return;
        }
        problems.add(
                ProblemCode.BAD_TEMPLATE,
                places.line(line),
                "the narrative can't be read: " + message,
                "Narrative is {{ value }} and {% if ... %} ... {% endif %}");
    }

    private static String readable(@org.jspecify.annotations.Nullable String message) {
        return message == null
                ? "a tag is not closed"
                : message.replaceAll("\\s+", " ")
                        .strip()
                        .replaceFirst("^Unexpected token .*?value \"([^\"]*)\".*", "'$1' can't stand here")
                        .replaceFirst("^Unexpected tag name \"([^\"]*)\".*", "the tag '$1' can't stand here")
                        .replaceFirst("^Unexpected character \\[(.*)]$", "$1 can't stand here");
    }

    /// Checks the names that the narrative uses, without evaluating it.
    ///
    /// @param roots names of values: queries, `site`, `period`, `params`
    /// @param attributes what may follow a dot behind some of the roots, where that is known
    public void check(List<String> roots, Map<String, List<String>> attributes, Problems problems) {
        new NameCheck(places, roots, attributes, problems).check(template.getRootNode());
    }

    /// The names of the values that the narrative uses.
    public java.util.Set<String> usedRoots() {
        return NameCheck.roots(template.getRootNode());
    }

    /// Evaluates the narrative. What goes wrong is a problem, and there is no text.
    public Optional<String> evaluate(Map<String, Object> values, Formats formats, Problems problems) {
        try {
            StringWriter out = new StringWriter();
            ScopedValue.where(NarrativeScope.CURRENT, new NarrativeScope(formats))
                    .call(() -> {
                        template.evaluate(out, values, formats.locale());
                        return out;
                    });
            return Optional.of(out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            problems.add(
                    ProblemCode.TEMPLATE_FAILED,
                    places.firstUse("macro"),
                    "a macro calls itself without end",
                    "Give it an end: {% if n > 0 %} ... {% endif %}");
        } catch (RuntimeException e) {
            report(e, problems);
        }
        return Optional.empty();
    }

    /// Evaluates to plain text instead of Markdown.
    public Optional<String> evaluateText(Map<String, Object> values, Formats formats, Problems problems) {
        return evaluate(values, formats, problems).map(ValueText::decode);
    }

    private void report(RuntimeException failure, Problems problems) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && chain.size() < 20; t = t.getCause()) {
            chain.add(t);
        }
        int line = chain.stream()
                .filter(PebbleException.class::isInstance)
                .map(t -> ((PebbleException) t).getLineNumber())
                .filter(l -> l != null && l > 0)
                .findFirst()
                .orElse(0);
        for (Throwable cause : chain) {
            switch (cause) {
                case UnknownColumnException e -> {
                    problems.add(
                            ProblemCode.UNKNOWN_COLUMN,
                            places.word(e.line(), e.column()),
                            "query '" + e.rows().name() + "' has no column '" + e.column() + "'",
                            Suggestion.sentence(
                                    "columns of " + e.rows().name(),
                                    e.column(),
                                    e.rows().columnNames()));
                    return;
                }
                case NarrativeException e -> {
                    problems.add(
                            ProblemCode.TEMPLATE_FAILED, place(e.line() > 0 ? e.line() : line, e.said()), e.said());
                    return;
                }
                case RootAttributeNotFoundException e -> {
                    problems.add(
                            ProblemCode.UNKNOWN_NAME,
                            places.word(line, e.getAttributeName()),
                            "there is no value named '" + e.getAttributeName() + "' here");
                    return;
                }
                default -> {}
            }
        }
        PebbleException pebble =
                failure instanceof PebbleException p ? p : new PebbleException(failure, describe(failure), line, "");
        problems.add(
                ProblemCode.TEMPLATE_FAILED,
                places.line(line),
                "the narrative can't be evaluated: " + readable(pebble.getPebbleMessage()),
                "Check for values that may be missing: {% if x is not null %}");
    }

    /// The line of a message that Pebble gave no line for: the first that holds the quoted word of the message.
    private Span place(int line, String message) {
        int open = message.indexOf('\'');
        int close = message.indexOf('\'', open + 1);
        String word = open >= 0 && close > open ? message.substring(open + 1, close) : "";
        return line > 0 ? (word.isEmpty() ? places.line(line) : places.word(line, word)) : places.firstUse(word);
    }

    private static String describe(RuntimeException e) {
        return switch (e) {
            case NullPointerException n -> "a value that is needed is missing";
            case ClassCastException c -> "a value is of another type than is needed";
            case ArithmeticException a -> "a calculation has no result";
            default -> String.valueOf(e.getMessage());
        };
    }
}

package io.broadsheet.server.delivery;

import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.source.SourceText;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.node.ForNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The two templates of a mail, built in or the team's. Thread-safe.
///
/// Templates see maps, lists, texts and `loop` only; values are escaped in `mail.html`; an unknown name is an error.
final class MailTemplates {
    static final String HTML = "mail.html";
    static final String TEXT = "mail.txt";
    /// What tags on lines of their own leave behind.
    private static final Pattern EMPTY_LINES = Pattern.compile("\n{3,}");

    private static final int MOST_LETTERS = 1_000_000;

    private final Map<String, String> paths;
    private final PebbleEngine html;
    private final PebbleEngine text;

    private MailTemplates(Map<String, String> sources, Map<String, String> paths) {
        this.paths = paths;
        this.html = engine(sources, true);
        this.text = engine(sources, false);
    }

    private static PebbleEngine engine(Map<String, String> sources, boolean escaping) {
        MemoryLoader loader = new MemoryLoader();
        sources.forEach(loader::addTemplate);
        return new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .autoEscaping(escaping)
                .newLineTrimming(escaping)
                .methodAccessValidator((object, method) -> object instanceof ForNode.LoopVariables)
                .maxRenderedSize(MOST_LETTERS)
                .build();
    }

    static MailTemplates builtIn() {
        return new MailTemplates(
                Map.of(HTML, builtIn(HTML), TEXT, builtIn(TEXT)),
                Map.of(HTML, "templates/mail/" + HTML, TEXT, "templates/mail/" + TEXT));
    }

    static String builtIn(String name) {
        try (@Nullable InputStream in = MailTemplates.class.getResourceAsStream("/templates/mail/" + name)) {
            if (in == null) {
                throw new IllegalStateException("templates/mail/" + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The team's templates in a folder; what is not there is built in.
    ///
    /// @param sample a mail that every template must be able to show
    /// @throws ProjectException with everything that is wrong with them, by file and line
    static MailTemplates of(Path themes, String folder, Map<String, Object> sample) {
        Map<String, String> sources = new LinkedHashMap<>();
        Map<String, String> paths = new LinkedHashMap<>();
        Path home = themes.resolve(folder).normalize();
        boolean inside = home.startsWith(themes.normalize()) && !home.equals(themes.normalize());
        List<Problem> problems = new ArrayList<>();
        for (String name : List.of(HTML, TEXT)) {
            Path file = home.resolve(name);
            if (inside && Files.isRegularFile(file)) {
                paths.put(name, "themes/" + folder + "/" + name);
                sources.put(name, read(file, paths.get(name), problems));
            }
        }
        if (sources.isEmpty()) {
            throw new ProjectException(List.of(Problem.of(
                            ProblemCode.BAD_TEMPLATE,
                            SourceText.of("broadsheet.yaml", "mail: { template: " + folder + " }")
                                    .whole(),
                            "mail: template: there is neither " + HTML + " nor " + TEXT + " in themes/" + folder)
                    .withHint("Copy the built-in ones of docs/mail.md there and change them.")));
        }
        for (String name : List.of(HTML, TEXT)) {
            sources.computeIfAbsent(name, MailTemplates::builtIn);
            paths.putIfAbsent(name, "templates/mail/" + name);
        }
        MailTemplates templates = new MailTemplates(sources, paths);
        if (problems.isEmpty()) {
            for (String name : List.of(HTML, TEXT)) {
                templates.check(name, sources.getOrDefault(name, ""), sample).ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new ProjectException(problems);
        }
        return templates;
    }

    private static String read(Path file, String path, List<Problem> problems) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            problems.add(Problem.of(
                    ProblemCode.UNREADABLE_FILE,
                    SourceText.of(path, "").whole(),
                    "the mail's template can't be read: " + e.getClass().getSimpleName()));
            return "";
        }
    }

    private Optional<Problem> check(String name, String source, Map<String, Object> sample) {
        try {
            evaluate(name, Locale.ENGLISH, sample);
            return Optional.empty();
        } catch (BadTemplate e) {
            SourceText file = SourceText.of(paths.getOrDefault(name, name), source);
            int line = Math.clamp(line(e.getCause()), 1, file.lineCount());
            return Optional.of(Problem.of(
                            ProblemCode.BAD_TEMPLATE,
                            file.span(file.lineStart(line), file.line(line).length()),
                            "the mail's template can't be used: " + words(e.getCause()))
                    .withHint("docs/mail.md has the names that a mail's template can use, and the built-in one."));
        }
    }

    /// One template as it is in a mail.
    ///
    /// @throws BadTemplate if the template can't show these values
    String evaluate(String name, Locale locale, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            (name.equals(HTML) ? html : text).getTemplate(name).evaluate(out, model, locale);
            return name.equals(HTML)
                    ? out.toString()
                    : EMPTY_LINES.matcher(out.toString()).replaceAll("\n\n");
        } catch (IOException | RuntimeException e) {
            throw new BadTemplate(paths.get(name) + ":" + line(e) + ": " + words(e), e);
        }
    }

    private static int line(@Nullable Throwable e) {
        return e instanceof PebbleException pebble && pebble.getLineNumber() != null ? pebble.getLineNumber() : 1;
    }

    /// Pebble wraps what is wrong in a condition into a message that does not say it.
    private static String words(@Nullable Throwable e) {
        if (e instanceof PebbleException pebble) {
            return pebble.getCause() instanceof PebbleException inner
                    ? words(inner)
                    : OneLine.of(String.valueOf(pebble.getPebbleMessage()), OneLine.LONGEST);
        }
        return e == null ? "" : OneLine.of(e.getClass().getSimpleName() + " " + e.getMessage());
    }
}

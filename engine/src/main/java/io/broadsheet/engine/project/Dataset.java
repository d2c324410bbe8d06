package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlReader;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A query that is read once for all sites and cut by its site column: `datasets/NAME.sql`, with a header of comment
/// lines: `-- source: shop`, `-- site: site_id`, and `-- params:` if it has some.
public record Dataset(Name name, Name source, Name siteColumn, List<ParameterSpec> parameters, Snippet sql) {
    private static final Key<String> SOURCE =
            Key.text("source", "The source that is asked.").require();
    private static final Key<String> SITE =
            Key.text("site", "The column that holds the site's id.").require();
    private static final Key<List<ParameterSpec>> PARAMS =
            Key.of("params", ParameterSpec.DECLARATIONS, "Its parameters.").orElse(List.of());
    private static final List<Key<?>> KEYS = List.of(SOURCE, SITE, PARAMS);

    private static final Pattern HEADER_LINE = Pattern.compile("--\\s?[a-z][a-z-]*:.*");
    private static final Pattern CONTINUATION = Pattern.compile("--\\s{2,}\\S.*");

    public Dataset {
        parameters = List.copyOf(parameters);
    }

    static Optional<Dataset> read(String name, SourceText text, Set<String> sources, Problems problems) {
        Span top = text.span(0, text.line(1).length());
        Name given = new Name(name, top);
        if (!given.isGood()) {
            problems.add(
                    ProblemCode.BAD_NAME,
                    top,
                    "'" + name + "' can't be the name of a dataset",
                    "Name the file with letters, digits and underscores, beginning with a letter");
            return Optional.empty();
        }
        Options options = Options.read(
                "dataset '" + name + "'",
                top,
                YamlReader.readMapping(header(text), problems).orElse(YamlValue.Mapping.empty(top)),
                KEYS,
                problems);
        if (!options.has(SOURCE) || !options.has(SITE)) {
            return Optional.empty();
        }
        Name source = new Name(options.get(SOURCE), options.span(SOURCE));
        if (!sources.contains(source.text())) {
            problems.add(
                    ProblemCode.UNKNOWN_SOURCE,
                    source.span(),
                    "no source is named '" + source + "'",
                    Suggestion.sentence("sources", source.text(), sources));
            return Optional.empty();
        }
        return Optional.of(new Dataset(
                given, source, new Name(options.get(SITE), options.span(SITE)), options.get(PARAMS), Snippet.of(text)));
    }

    /// The header's lines without their dashes; every other line is blank.
    private static Snippet header(SourceText text) {
        int lines = 0;
        while (lines < text.lineCount()
                && (text.line(lines + 1).isBlank() || text.line(lines + 1).startsWith("--"))) {
            lines++;
        }
        int[] indents = new int[lines];
        boolean within = false;
        for (int i = 0; i < lines; i++) {
            String line = text.line(i + 1);
            within = HEADER_LINE.matcher(line).matches()
                    || (within && CONTINUATION.matcher(line).matches());
            boolean spaced = line.startsWith("-- ");
            indents[i] = within ? (spaced ? 3 : 2) : line.length();
        }
        return Snippet.ofLines(text, 1, indents);
    }
}

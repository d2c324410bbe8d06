package io.broadsheet.engine.plan;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.narrative.NarrativeTemplate;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Block;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.YamlValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The words of a component (title, caption, label, ...) that hold `{{ }}`: compiled once, evaluated for every page as
/// the narrative is. What comes out is text, whatever it looks like. Immutable.
public final class LiveWords {
    private final Block.Component block;
    private final List<Key<?>> keys;
    private final Map<YamlValue.Scalar, NarrativeTemplate> templates;

    private LiveWords(Block.Component block, List<Key<?>> keys, Map<YamlValue.Scalar, NarrativeTemplate> templates) {
        this.block = block;
        this.keys = keys;
        this.templates = Map.copyOf(templates);
    }

    /// @param compiler compiles and checks a template; empty, with problems, where it can't be read
    static LiveWords compile(
            Block.Component block, List<Key<?>> keys, Function<String, Optional<NarrativeTemplate>> compiler) {
        Map<YamlValue.Scalar, NarrativeTemplate> templates = new HashMap<>();
        Options.reworded(block.body(), keys, scalar -> {
            if (isTemplate(scalar.text()) && !templates.containsKey(scalar)) {
                compiler.apply(inPlace(scalar)).ifPresent(t -> templates.put(scalar, t));
            }
            return scalar;
        });
        return new LiveWords(block, keys, templates);
    }

    static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }

    /// The text on the line that it has in the author's file, so that what is wrong with it is reported there.
    static String inPlace(YamlValue.Scalar scalar) {
        SourceText file = scalar.span().source();
        int before = scalar.span().line() - 1;
        int after = file.lineCount()
                - before
                - 1
                - (int) scalar.text().chars().filter(c -> c == '\n').count();
        return "\n".repeat(before) + scalar.text() + "\n".repeat(Math.max(0, after));
    }

    /// Whether there is nothing to evaluate.
    public boolean isEmpty() {
        return templates.isEmpty();
    }

    /// The component's options with these words evaluated; empty, with problems, where one of them fails.
    public Optional<Options> evaluate(Map<String, Object> values, Formats formats, Problems problems) {
        Map<YamlValue.Scalar, YamlValue.Scalar> texts = new HashMap<>();
        templates.forEach((scalar, template) -> template.evaluateText(values, formats, problems)
                .ifPresent(text -> texts.put(scalar, new YamlValue.Scalar(scalar.span(), text.strip(), true))));
        if (texts.size() < templates.size()) {
            return Optional.empty();
        }
        YamlValue.Mapping body = Options.reworded(block.body(), keys, s -> texts.getOrDefault(s, s));
        // What is wrong with the options is said where they were read first.
        return Optional.of(Options.read(block.owner(), block.span(), body, keys, new Problems()));
    }
}

package io.broadsheet.engine.plan;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.narrative.NarrativeTemplate;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.FrontMatter;
import io.broadsheet.engine.source.YamlValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The words of the front matter that a page shows and that may hold `{{ }}`: compiled once, evaluated for every page.
/// What comes out is text, whatever it looks like. Immutable.
public final class PageWords {
    private final FrontMatter front;
    private final Map<String, NarrativeTemplate> templates;

    private PageWords(FrontMatter front, Map<String, NarrativeTemplate> templates) {
        this.front = front;
        this.templates = Map.copyOf(templates);
    }

    /// @param sources where the numbers come from; may be empty
    /// @param asOf up to when the data goes; may be empty
    public record Said(String title, String subtitle, String sources, String asOf) {}

    /// @param compiler compiles and checks a template; empty, with problems, where it can't be read
    static PageWords compile(
            FrontMatter front, YamlValue.Mapping yaml, Function<String, Optional<NarrativeTemplate>> compiler) {
        Map<String, NarrativeTemplate> templates = new HashMap<>();
        for (String key : FrontMatter.LIVE_KEYS) {
            yaml.find(key)
                    .map(YamlValue.Entry::value)
                    .filter(YamlValue.Scalar.class::isInstance)
                    .map(YamlValue.Scalar.class::cast)
                    .filter(scalar -> LiveWords.isTemplate(scalar.text()))
                    .flatMap(scalar -> compiler.apply(LiveWords.inPlace(scalar)))
                    .ifPresent(t -> templates.put(key, t));
        }
        return new PageWords(front, templates);
    }

    /// Whether there is nothing to evaluate.
    public boolean isEmpty() {
        return templates.isEmpty();
    }

    /// As it is written.
    public Said plain() {
        return new Said(front.title(), front.subtitle(), front.sources(), front.asOf());
    }

    /// With its templates evaluated; what fails is a problem, and empty.
    public Said evaluate(Map<String, Object> values, Formats formats, Problems problems) {
        return new Said(
                said("title", front.title(), values, formats, problems),
                said("subtitle", front.subtitle(), values, formats, problems),
                said("sources", front.sources(), values, formats, problems),
                said("as-of", front.asOf(), values, formats, problems));
    }

    private String said(String key, String plain, Map<String, Object> values, Formats formats, Problems problems) {
        NarrativeTemplate template = templates.get(key);
        return template == null
                ? plain
                : template.evaluateText(values, formats, problems)
                        .map(String::strip)
                        .orElse("");
    }
}

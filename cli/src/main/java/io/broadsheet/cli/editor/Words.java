package io.broadsheet.cli.editor;

import io.broadsheet.engine.EditorSchemas;
import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.narrative.NarrativeTemplate;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.project.FrontMatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The words of the language with what they mean, as Markdown.
final class Words {
    static final Map<String, Component> COMPONENTS = EditorSchemas.components();
    static final Map<String, List<String>> FILTERS = NarrativeTemplate.filters();
    static final String SQL = "A query: `sql NAME`, or `sql NAME source=SOURCE` to run in a source.";

    private Words() {}

    /// The keys of a component's body; empty for any other fence.
    static Optional<List<Key<?>>> keys(String component) {
        return Optional.ofNullable(COMPONENTS.get(component)).map(EditorSchemas::componentKeys);
    }

    static List<Key<?>> frontMatter() {
        return FrontMatter.KEYS;
    }

    static String key(Key<?> key) {
        String shown = key.defaultValue().map(Words::shown).orElse("");
        return key.says() + "\n\n`" + key.name() + "`: " + key.type().expects()
                + (key.isRequired() ? "; must be there" : "")
                + (shown.isEmpty() ? "" : "; " + shown + " unless said");
    }

    private static String shown(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? "yes" : "no";
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Number number -> number.toString();
            default -> "";
        };
    }

    static String component(Component component) {
        String needed = String.join(
                ", ",
                component.keys().stream()
                        .filter(Key::isRequired)
                        .map(k -> "`" + k.name() + "`")
                        .toList());
        return component.says() + (needed.isEmpty() ? "" : "\n\nNeeds " + needed + ".");
    }

    /// `percent(decimals)`
    static String filter(String name) {
        List<String> arguments = FILTERS.getOrDefault(name, List.of());
        return "| " + name + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
    }
}

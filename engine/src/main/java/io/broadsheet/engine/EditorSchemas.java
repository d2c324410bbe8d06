package io.broadsheet.engine;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.plan.ReportPlanner;
import io.broadsheet.engine.project.FrontMatter;
import io.broadsheet.engine.project.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON Schemas of what authors write in YAML, for completion and checking in editors: `broadsheet.yaml`, a report's
/// front matter, and the body of each component. They are made from the keys that reading goes by, so that they say
/// the same. Maps, lists, text, numbers and booleans: what JSON is.
public final class EditorSchemas {
    private static final String DIALECT = "http://json-schema.org/draft-07/schema#";
    private static final Map<String, Object> TEXT = Map.of("type", List.of("string", "number", "boolean"));
    /// `${NAME}`, which is filled in from the environment.
    private static final Map<String, Object> VARIABLE = Map.of("type", "string", "pattern", "\\$\\{");

    private final boolean variables;

    private EditorSchemas(boolean variables) {
        this.variables = variables;
    }

    /// By file name: `broadsheet.schema.json`, `front-matter.schema.json`, `component.line.schema.json`, ...
    public static Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put(
                "broadsheet.schema.json",
                new EditorSchemas(true).document("broadsheet.yaml", "A project of reports.", Project.KEYS));
        EditorSchemas plain = new EditorSchemas(false);
        all.put(
                "front-matter.schema.json",
                plain.document("front matter", "What stands at the top of a report.", FrontMatter.KEYS));
        components()
                .forEach((name, component) -> all.put(
                        "component." + name + ".schema.json",
                        plain.document("component " + name, component.says(), componentKeys(component))));
        return all;
    }

    /// The components that a fence may draw, by name, in the order of the guide.
    public static Map<String, Component> components() {
        Map<String, Component> components = new LinkedHashMap<>();
        for (String name : ReportEngine.COMPONENTS.names()) {
            components.put(name, ReportEngine.COMPONENTS.find(name).orElseThrow());
        }
        return components;
    }

    /// The keys that a component's body may have: its own and those of all.
    public static List<Key<?>> componentKeys(Component component) {
        return Key.join(List.of(ReportPlanner.NAME), component.keys());
    }

    private Map<String, Object> document(String title, String says, List<Key<?>> keys) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", title);
        schema.put("description", says);
        schema.putAll(map(keys));
        return schema;
    }

    private Map<String, Object> map(List<Key<?>> keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        boolean open = false;
        for (Key<?> key : keys) {
            if (key.isRest()) {
                open = true;
                continue;
            }
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.says());
            property.putAll(schema(key.type().shape()));
            properties.put(key.name(), property);
            if (key.isRequired()) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", open);
        return schema;
    }

    private Map<String, Object> schema(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> TEXT;
            case Shape.NameOf named -> TEXT;
            case Shape.AnyNumber number -> orVariable(Map.of("type", "number"));
            case Shape.Whole whole ->
                orVariable(ordered("type", "integer", "minimum", whole.least(), "maximum", whole.most()));
            case Shape.Flag flag -> orVariable(Map.of("enum", List.of(true, false, "yes", "no")));
            case Shape.Choice choice -> orVariable(Map.of("enum", choice.values()));
            case Shape.ListOf list -> list(list);
            case Shape.MapOf map -> map(map.keys());
            case Shape.ByName named -> ordered("type", "object", "additionalProperties", schema(named.value()));
            case Shape.Either either ->
                Map.of("anyOf", either.shapes().stream().map(this::schema).toList());
            case Shape.Anything anything -> Map.of();
        };
    }

    private Map<String, Object> list(Shape.ListOf list) {
        Map<String, Object> item = schema(list.item());
        Map<String, Object> items = ordered("type", "array", "items", item);
        return list.orAlone() ? Map.of("anyOf", List.of(item, items)) : items;
    }

    private Map<String, Object> orVariable(Map<String, Object> schema) {
        return variables ? Map.of("anyOf", List.of(schema, VARIABLE)) : schema;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }
}

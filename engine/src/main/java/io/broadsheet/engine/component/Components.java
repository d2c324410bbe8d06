package io.broadsheet.engine.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The components that fences may name. Immutable.
public final class Components {
    private final Map<String, Component> byName;

    private Components(Map<String, Component> byName) {
        this.byName = byName;
    }

    @SafeVarargs
    public static Components of(List<Component>... groups) {
        Map<String, Component> byName = new LinkedHashMap<>();
        for (List<Component> group : groups) {
            group.forEach(c -> byName.put(c.name(), c));
        }
        return new Components(byName);
    }

    public Optional<Component> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}

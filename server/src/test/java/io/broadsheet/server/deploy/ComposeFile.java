package io.broadsheet.server.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A Compose file as it stands, with anchors resolved and variables at their defaults.
@org.jspecify.annotations.NullUnmarked // What YAML has is looked up in maps; what is missing fails the test.
record ComposeFile(String name, Map<String, Map<String, Object>> services, Map<String, Object> networks) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+(?::-([^}]*)|:\\?[^}]*)?}");

    static ComposeFile read(Path file) {
        try {
            Object yaml = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            Map<String, Object> root = map(yaml);
            Map<String, Map<String, Object>> services = new TreeMap<>();
            map(root.get("services")).forEach((service, value) -> services.put(service, merged(map(value))));
            return new ComposeFile(
                    String.valueOf(file.getFileName()), services, map(root.getOrDefault("networks", Map.of())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> service(String service) {
        return services.getOrDefault(service, Map.of());
    }

    /// `<<` takes over what is not said.
    private static Map<String, Object> merged(Map<String, Object> service) {
        Map<String, Object> merged = new LinkedHashMap<>(map(service.getOrDefault("<<", Map.of())));
        merged.putAll(service);
        merged.remove("<<");
        return merged;
    }

    static Map<String, Object> map(Object yaml) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (yaml instanceof Map<?, ?> raw) {
            raw.forEach((key, value) -> map.put(String.valueOf(key), value));
        }
        return map;
    }

    static List<String> texts(Object yaml) {
        return yaml instanceof List<?> list
                ? list.stream().map(ComposeFile::text).toList()
                : List.of();
    }

    static String text(Object yaml) {
        return VARIABLE.matcher(String.valueOf(yaml)).replaceAll(m -> m.group(1) == null ? "given" : m.group(1));
    }
}

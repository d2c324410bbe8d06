package io.broadsheet.server.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A site's attributes as JSON in a column of limited length.
final class Brand {
    private static final int LONGEST = 4000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Brand() {}

    /// In order of names. What does not fit is left out.
    static String write(Map<String, String> attributes) {
        Map<String, String> fitting = new LinkedHashMap<>();
        String json = "{}";
        for (Map.Entry<String, String> entry : new TreeMap<>(attributes).entrySet()) {
            fitting.put(entry.getKey(), entry.getValue());
            String longer = JSON.writeValueAsString(fitting);
            if (longer.length() > LONGEST) {
                fitting.remove(entry.getKey());
            } else {
                json = longer;
            }
        }
        return json;
    }

    static boolean fits(Map<String, String> attributes) {
        return JSON.writeValueAsString(attributes).length() <= LONGEST;
    }

    static Map<String, String> read(String json) {
        return JSON.readValue(json, TEXTS);
    }
}

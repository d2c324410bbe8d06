package io.broadsheet.cli.preview;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A request: its path in parts, and its query.
record Asked(String method, String path, Map<String, String> query) {
    private static final int LONGEST_QUERY = 20_000;

    Asked {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    static Asked of(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null || raw.length() > LONGEST_QUERY ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// What comes after a prefix of the path; empty where it has another.
    Optional<String> after(String prefix) {
        return path.startsWith(prefix) ? Optional.of(path.substring(prefix.length())) : Optional.empty();
    }
}

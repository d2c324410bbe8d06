package io.broadsheet.engine.project;

import java.util.Comparator;
import java.util.List;

/// What must never be shown: passwords, and what came from the environment. Immutable.
public final class Secrets {
    private static final int SHORTEST = 4;
    private static final String REDACTED = "[REDACTED]";

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    static Secrets of(List<String> values) {
        return new Secrets(values.stream()
                .filter(v -> v.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /// The text with every secret in it replaced, and with passwords in URLs replaced.
    public String redact(String text) {
        String safe = text;
        for (String value : values) {
            safe = safe.replace(value, REDACTED);
        }
        return safe.replaceAll("(?i)((?:password|passwd|pwd|secret|token)\\s*[=:]\\s*)[^\\s&;,)]+", "$1" + REDACTED)
                .replaceAll("(//[^/\\s:@]+:)[^@\\s/]+@", "$1" + REDACTED + "@");
    }

    @Override
    public String toString() {
        return REDACTED;
    }
}

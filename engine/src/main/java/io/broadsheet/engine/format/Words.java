package io.broadsheet.engine.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The fixed words of a page in one language, from `words_LANGUAGE.properties`. Languages without a file read
/// English. Placeholders are `{0}`, `{1}`, ...
public final class Words {
    private static final Map<String, Words> LOADED = new ConcurrentHashMap<>();

    private final String language;
    private final Map<String, String> texts;

    private Words(String language, Map<String, String> texts) {
        this.language = language;
        this.texts = texts;
    }

    public static Words of(Locale locale) {
        return LOADED.computeIfAbsent(locale.getLanguage(), Words::load);
    }

    /// The language that the words are in; `en` where the asked one has no file.
    public String language() {
        return language;
    }

    /// The text of a key, with its placeholders filled.
    public String say(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language);
        }
        return values.length == 0 ? text : filled(text, values);
    }

    /// Fills in one pass, so that a value which looks like a placeholder stays what it is.
    private static String filled(String text, Object[] values) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            int close = text.charAt(i) == '{' ? text.indexOf('}', i) : -1;
            int index = close < 0 ? -1 : number(text, i + 1, close);
            if (index >= 0 && index < values.length) {
                out.append(values[index]);
                i = close;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /// Of one or two digits; -1 for anything else.
    private static int number(String text, int from, int to) {
        int number = to - from == 1 || to - from == 2 ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }

    private static Words load(String language) {
        Map<String, String> english = read("en");
        if (language.equals("en") || Words.class.getResource(file(language)) == null) {
            return new Words("en", english);
        }
        Map<String, String> texts = new java.util.HashMap<>(english);
        texts.putAll(read(language));
        return new Words(language, Map.copyOf(texts));
    }

    private static String file(String language) {
        return "words_" + language + ".properties";
    }

    private static Map<String, String> read(String language) {
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(file(language))) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + file(language));
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> (String) e.getKey(), e -> (String) e.getValue()));
    }
}

package io.broadsheet.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fixed words of the server's pages: the key `portal.heading` is in `words/portal_ko.properties`, UTF-8.
/// Placeholders are `{0}`, `{1}`, ...; a key `portal.unread.one` is for exactly one of `{0}`.
final class PageWords {
    private static final Map<String, Map<String, String>> LOADED = new ConcurrentHashMap<>();

    private PageWords() {}

    /// `ko`, or `en` for everybody else.
    static String language(Locale locale) {
        return locale.getLanguage().equals("ko") ? "ko" : "en";
    }

    static Optional<String> find(Locale locale, String key) {
        return Optional.ofNullable(texts(key.substring(0, Math.max(0, key.indexOf('.'))), language(locale))
                .get(key));
    }

    static String say(Locale locale, String key, Object... values) {
        String language = language(locale);
        Map<String, String> texts = texts(key.substring(0, Math.max(0, key.indexOf('.'))), language);
        boolean one = values.length > 0 && values[0] instanceof Number number && number.longValue() == 1;
        @Nullable String text = one ? texts.getOrDefault(key + ".one", texts.get(key)) : texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language);
        }
        return values.length == 0 ? text : filled(text, locale, values);
    }

    /// Fills in one pass, so that a value which looks like a placeholder stays what it is.
    private static String filled(String text, Locale locale, Object[] values) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            boolean placeholder = text.charAt(i) == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}';
            int index = placeholder ? text.charAt(i + 1) - '0' : -1;
            if (index >= 0 && index < values.length) {
                out.append(shown(values[index], locale));
                i += 2;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static String shown(Object value, Locale locale) {
        return value instanceof Integer || value instanceof Long
                ? NumberFormat.getIntegerInstance(locale).format(value)
                : String.valueOf(value);
    }

    /// All words of a module in a language.
    static Map<String, String> texts(String module, String language) {
        return Optional.ofNullable(LOADED.get(module + '_' + language)).orElseGet(() -> load(module, language));
    }

    private static Map<String, String> load(String module, String language) {
        String name = module + '_' + language;
        Properties properties = new Properties();
        try (@Nullable InputStream in = PageWords.class.getResourceAsStream("/words/" + name + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("no words in words/" + name + ".properties");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(k -> k, properties::getProperty));
        LOADED.put(name, texts);
        return texts;
    }
}

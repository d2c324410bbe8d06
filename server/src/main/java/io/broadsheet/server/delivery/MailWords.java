package io.broadsheet.server.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fixed words of mails and of the page that ends them, in Korean and English. Immutable.
final class MailWords {
    private static final MailWords KO = read("ko");
    private static final MailWords EN = read("en");

    private final Map<String, String> texts;

    private MailWords(Map<String, String> texts) {
        this.texts = texts;
    }

    static MailWords of(Locale locale) {
        return locale.getLanguage().equals("ko") ? KO : EN;
    }

    /// The language in which [#of(Locale)] speaks to this one.
    static Locale language(Locale locale) {
        return locale.getLanguage().equals("ko") ? Locale.KOREAN : Locale.ENGLISH;
    }

    private static MailWords read(String language) {
        Properties properties = new Properties();
        try (@Nullable
                InputStream in = MailWords.class.getResourceAsStream("/words/mail_" + language + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("words/mail_" + language + ".properties is not in the jar");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> texts.put(k, properties.getProperty(k)));
        return new MailWords(Map.copyOf(texts));
    }

    Map<String, String> texts() {
        return texts;
    }

    /// @param values take the places of `{0}`, `{1}`, ..., in one pass
    String say(String key, Object... values) {
        @Nullable String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        StringBuilder out = new StringBuilder(text.length() + 40);
        for (int i = 0; i < text.length(); i++) {
            boolean place = text.charAt(i) == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}';
            int index = place ? text.charAt(i + 1) - '0' : -1;
            if (index >= 0 && index < values.length) {
                out.append(values[index]);
                i += 2;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}

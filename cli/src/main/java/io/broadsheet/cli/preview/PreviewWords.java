package io.broadsheet.cli.preview;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What the preview says, in Korean or in English: in the browser's language where it is one of them,
/// otherwise in the project's.
record PreviewWords(String language, Map<String, String> texts) {
    static PreviewWords of(String acceptLanguage, Locale project) {
        return of(language(acceptLanguage, project));
    }

    private static String language(String acceptLanguage, Locale project) {
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
                for (String language : List.of("ko", "en")) {
                    if (range.getRange().startsWith(language)) {
                        return language;
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            // Nothing that a browser sends: the project's it is.
            return project.getLanguage().equals("ko") ? "ko" : "en";
        }
        return project.getLanguage().equals("ko") ? "ko" : "en";
    }

    static PreviewWords of(String language) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Resources.text("words_" + language + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return new PreviewWords(language, texts);
    }

    String say(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + name);
        }
        return text;
    }
}

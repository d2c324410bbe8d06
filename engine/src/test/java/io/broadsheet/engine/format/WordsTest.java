package io.broadsheet.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void speaksTheReadersLanguageAndEnglishOtherwise() {
        assertThat(Words.of(Locale.KOREA).say("table.total")).isEqualTo("합계");
        assertThat(Words.of(Locale.GERMANY).say("table.total")).isEqualTo("Total");
        assertThat(Words.of(Locale.GERMANY).language()).isEqualTo("en");
    }

    @Test
    void fillsPlaceholdersOnceSoThatValuesStayWhatTheyAre() {
        Words words = Words.of(Locale.ENGLISH);
        assertThat(words.say("retention.of", "{1}", "b")).isEqualTo("{1} of b");
        assertThat(words.say("retention.of", "$1", "\\")).isEqualTo("$1 of \\");
        assertThat(words.say("retention.of", "only one")).isEqualTo("only one of {1}");
    }

    @Test
    void refusesUnknownKeys() {
        assertThatThrownBy(() -> Words.of(Locale.ENGLISH).say("nothing")).hasMessageContaining("nothing");
    }

    @Test
    void hasTheSameKeysInEveryLanguage() throws IOException {
        assertThat(keys("ko").stringPropertyNames()).isEqualTo(keys("en").stringPropertyNames());
    }

    private static Properties keys(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream("words_" + language + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}

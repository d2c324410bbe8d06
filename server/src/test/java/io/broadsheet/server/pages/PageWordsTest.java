package io.broadsheet.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageWordsTest {
    private static final List<String> MODULES = List.of("pages", "portal");
    private static final Pattern SAID = Pattern.compile("\\bt\\('([a-z0-9.-]+)'");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    @Test
    void bothLanguagesSayTheSameThings() {
        for (String module : MODULES) {
            Map<String, String> korean = PageWords.texts(module, "ko");
            Map<String, String> english = PageWords.texts(module, "en");
            assertThat(withoutOne(english.keySet())).isEqualTo(withoutOne(korean.keySet()));
            korean.forEach((key, text) -> {
                // The Korean week has two digits.
                if (!key.equals("portal.week")) {
                    assertThat(placeholders(english.getOrDefault(key, "")))
                            .as(key)
                            .isEqualTo(placeholders(text));
                }
            });
        }
    }

    private static Set<String> withoutOne(Set<String> keys) {
        Set<String> all = new TreeSet<>(keys);
        all.removeIf(k -> k.endsWith(".one"));
        return all;
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    @Test
    void everyWordThatATemplateSaysIsThere() throws IOException, URISyntaxException {
        for (String module : MODULES) {
            Path folder = Path.of(
                    PageWordsTest.class.getResource("/templates/" + module).toURI());
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Matcher said = SAID.matcher(Files.readString(file));
                    while (said.find()) {
                        if (!said.group(1).endsWith(".")) {
                            assertThat(PageWords.say(Locale.KOREAN, said.group(1)))
                                    .isNotBlank();
                        }
                    }
                }
            }
        }
    }

    @Test
    void countsOneAndManyAndWritesNumbersAsTheLanguageDoes() {
        assertThat(PageWords.say(Locale.ENGLISH, "portal.count", 1)).isEqualTo("1 report");
        assertThat(PageWords.say(Locale.ENGLISH, "portal.count", 1200)).isEqualTo("1,200 reports");
        assertThat(PageWords.say(Locale.KOREAN, "portal.count", 1200)).isEqualTo("1,200개");
        assertThat(PageWords.say(Locale.FRENCH, "portal.read")).isEqualTo("Read");
    }

    @Test
    void aValueThatLooksLikeAPlaceholderStaysWhatItIs() {
        assertThat(PageWords.say(Locale.KOREAN, "portal.year", "{0}")).isEqualTo("{0}년");
    }

    @Test
    void anUnknownKeyIsABug() {
        assertThatThrownBy(() -> PageWords.say(Locale.KOREAN, "portal.nothing")).hasMessageContaining("portal.nothing");
        assertThatThrownBy(() -> PageWords.say(Locale.KOREAN, "nothing")).isInstanceOf(IllegalArgumentException.class);
    }
}

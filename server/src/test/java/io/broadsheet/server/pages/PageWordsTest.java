package io.broadsheet.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final List<String> MODULES = List.of("pages", "portal", "console");
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

    /// What somebody reads stands in the words, in both languages, never in a template.
    @Test
    void noTemplateHasTextOfItsOwn() throws IOException, URISyntaxException {
        for (String module : MODULES) {
            Path folder = Path.of(
                    PageWordsTest.class.getResource("/templates/" + module).toURI());
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    assertThat(textsOfItsOwn(Files.readString(file)))
                            .as(file.toString())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void findsTextOfATemplatesOwnWhereverItStands() {
        assertThat(textsOfItsOwn("<p>{{ t('a.b') }}</p>{% if a > 1 %}<i title=\"{{ b }}\">–</i>{% endif %}"))
                .isEmpty();
        assertThat(textsOfItsOwn("<p class=x>Word</p>")).containsExactly("Word");
        assertThat(textsOfItsOwn("<i aria-label=\"Close\"></i>")).containsExactly("Close");
        assertThat(textsOfItsOwn("{{ a ? 'may log in' : b }}")).containsExactly("may log in");
        assertThat(textsOfItsOwn("{{ p.button('/x', 'Send') }}")).containsExactly("Send");
    }

    private static List<String> textsOfItsOwn(String template) {
        List<String> found = new ArrayList<>();
        Pattern.compile("\\{[{%].*?[}%]}", Pattern.DOTALL)
                .matcher(template)
                .results()
                .flatMap(e -> Pattern.compile("'([^']*)'").matcher(e.group()).results())
                .map(l -> l.group(1))
                .filter(l -> l.matches(".*(\\p{Lu}|\\p{IsHangul}|\\p{L} \\p{L}).*"))
                .forEach(found::add);
        // A block that names the kind of page is a class.
        String html = template.replaceAll("\\{% block kind %}\\w+\\{% endblock %}", "")
                .replaceAll("(?s)\\{#.*?#}|\\{[{%].*?[}%]}", "");
        Pattern.compile("(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(a -> a.group(1))
                .filter(a -> a.matches(".*\\p{L}.*") && !a.contains("@"))
                .forEach(found::add);
        html.replaceAll("(?s)<(style|script)\\b.*?</\\1>", "")
                .replaceAll("(?s)<[^>]*>", "\n")
                .replaceAll("&\\w+;", "")
                .lines()
                .map(String::strip)
                .filter(l -> l.matches(".*\\p{L}.*"))
                .forEach(found::add);
        return found;
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

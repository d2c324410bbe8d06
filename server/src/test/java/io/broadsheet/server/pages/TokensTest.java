package io.broadsheet.server.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Path STATIC = Repository.ROOT.resolve("server/src/main/resources/static");
    private static final Path SERVER = STATIC.resolve("tokens.css");
    private static final Path ENGINE =
            Repository.ROOT.resolve("engine/src/main/resources/io/broadsheet/engine/render/default/tokens.css");

    /// What a file sets for the light (0) or for the dark (1).
    private static Map<String, String> tokens(Path file, int scheme) {
        String part = read(file).split("@media", -1)[scheme];
        Map<String, String> tokens = new TreeMap<>();
        Matcher each = Pattern.compile("(--[\\w-]+): ([^;]+);").matcher(part);
        while (each.find()) {
            tokens.put(each.group(1), each.group(2));
        }
        return tokens;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Two files, because the engine's comes out of its jar into every page, and the server's has an address of its
    /// own.
    @Test
    void whatAReportAndThePortalAroundItBothNameIsTheSame() {
        for (int scheme : List.of(0, 1)) {
            Map<String, String> engine = tokens(ENGINE, scheme);
            Map<String, String> server = tokens(SERVER, scheme);
            assertThat(server).containsKeys("--bg", "--text", "--accent", "--good", "--bad");
            server.keySet().retainAll(engine.keySet());
            assertThat(server).hasSizeGreaterThan(10);
            engine.keySet().retainAll(server.keySet());
            assertThat(server).isEqualTo(engine);
        }
    }

    @Test
    void everyTokenIsUsedAndEveryUseHasItsToken() throws IOException {
        StringBuilder used = new StringBuilder();
        for (Path folder : List.of(STATIC, STATIC.resolveSibling("templates"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(f -> f.toString().matches(".*\\.(css|html|js)"))
                        .forEach(f -> used.append(read(f)));
            }
        }
        TreeSet<String> names = new TreeSet<>();
        Matcher each = Pattern.compile("var\\((--[\\w-]+)").matcher(used);
        while (each.find()) {
            names.add(each.group(1));
        }
        Set<String> tokens = tokens(SERVER, 0).keySet();
        Matcher own = Pattern.compile("(--[\\w-]+):").matcher(used);
        while (own.find()) {
            if (!tokens.contains(own.group(1))) {
                names.remove(own.group(1));
            }
        }
        assertThat(tokens).isEqualTo(names);
    }
}

package io.broadsheet.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Broadsheet;
import io.broadsheet.testing.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/cli.md beside what `--help` says of each command.
class CommandGuideTest {
    private final String guide = guide();
    private final Map<String, Set<String>> taken = taken();

    private static String guide() {
        try {
            return Files.readString(Repository.ROOT.resolve("docs/cli.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String help(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(Broadsheet.run(words, out, out)).isZero();
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Set<String>> taken() {
        Map<String, Set<String>> taken = new TreeMap<>();
        for (String command : found("(?m)^  ([a-z]+) ", help("--help").replaceFirst("(?s).*Commands:", ""))) {
            taken.put(command, found("(?m)^ .*?(--[a-z-]+)", help(command, "--help")));
        }
        return taken;
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher each = Pattern.compile(pattern).matcher(text);
        while (each.find()) {
            found.add(each.group(1));
        }
        return found;
    }

    @Test
    void everyCommandHasItsRowAndNoRowAnOptionThatItDoesNotTake() {
        Map<String, Set<String>> rows = new TreeMap<>();
        guide.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String first = line.split("(?<!\\\\)\\|", -1)[1];
            for (String synopsis : found("`([a-z]+ ?[^`]*)`", first)) {
                String command = synopsis.split(" ", 2)[0];
                if (taken.containsKey(command)) {
                    rows.computeIfAbsent(command, c -> new TreeSet<>()).addAll(found("(--[a-z-]+)", synopsis));
                }
            }
        });
        assertThat(rows.keySet()).isEqualTo(taken.keySet());
        rows.forEach(
                (command, options) -> assertThat(taken.get(command)).as(command).containsAll(options));
    }

    @Test
    void everyOptionIsInTheGuideAndNoOther() {
        Set<String> all = new TreeSet<>();
        taken.values().forEach(all::addAll);
        assertThat(found("(?<![\\w-])(--[a-z][a-z-]*)", guide)).isEqualTo(all);
    }

    @Test
    void whatAllCommandsTakeIsTakenByAllButThoseThatTheGuideNames() {
        assertThat(guide)
                .containsPattern(
                        "All commands but `demo`,\\s`serve` and `doctor` take `--debug` .* but for `lsp`, `--format json`");
        taken.forEach((command, options) -> {
            if (!List.of("demo", "serve", "doctor").contains(command)) {
                assertThat(options).as(command).contains("--debug", "--help");
                assertThat(options.contains("--format")).as(command).isEqualTo(!command.equals("lsp"));
            }
        });
    }
}

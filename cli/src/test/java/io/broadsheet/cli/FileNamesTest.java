package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    private static final List<String> HOSTILE = List.of(
            "",
            ".",
            "..",
            "...",
            "../x",
            "..\\x",
            "/",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "x'; drop table sites; --",
            "CON",
            "con",
            "con.txt",
            "Com1",
            "COM¹",
            "lpt9.html",
            "nul",
            ".held",
            "-rf",
            "--help",
            "~",
            "$(id)",
            "`id`",
            "a b",
            " a",
            "a ",
            "a.",
            "a\u0000b",
            "a\nb",
            "a\tb",
            "%",
            "%2F",
            "%empty",
            "%~",
            "a%~b",
            "a:b",
            "C:",
            "*?\"<>|",
            "\u202Egnp",
            "\u200B",
            "\uFEFF",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "a\uD83Db",
            "é",
            "e\u0301",
            "/\u0301",
            ":\u0301",
            "각",
            "\u1100\u1161\u11A8",
            "\u3164",
            "Å",
            "\u212B",
            "ß",
            "x".repeat(300),
            "x".repeat(299) + "y",
            "가".repeat(300),
            "/".repeat(300),
            "\uD83D\uDE00".repeat(150),
            "../".repeat(100));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10026", "seoul", "Shop-7", "KR_001", "v1.2", "한글", "서울점-2", "東京", "ünïcode", "a", "0", "console",
                "com10", "com"
            })
    void leavesPlainIdsAsTheyAre(String id) {
        assertThat(FileNames.of(id)).isEqualTo(id);
        assertThat(FileNames.textOf(id)).contains(id);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, %empty",
                "., %2E",
                ".., %2E%2E",
                "../x, %2E.%2Fx",
                "a/b, a%2Fb",
                "a b, a%20b",
                "CON, %43ON",
                "nul.txt, %6Eul.txt",
                "x'; drop table, x%27%3B%20drop%20table",
                "100%, 100%25",
                "-rf, %2Drf",
                "a., a%2E",
                "😀, %F0%9F%98%80"
            })
    void writesTheRestInBytes(String id, String name) {
        assertThat(FileNames.of(id)).isEqualTo(name);
    }

    @Test
    void everyNameIsSafe() {
        for (String id : HOSTILE) {
            assertSafe(id);
        }
    }

    private static void assertSafe(String id) {
        String name = FileNames.of(id);
        assertThat(name)
                .as("name of '%s'", id)
                .isNotEmpty()
                .doesNotStartWith(".")
                .doesNotStartWith("-");
        assertThat(name).doesNotEndWith(".").doesNotContainPattern("[/\\\\:*?\"<>|\\s\\p{Cntrl}\\p{Cf}]");
        assertThat(name).doesNotMatch("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])([.].*)?");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(Normalizer.isNormalized(name, Normalizer.Form.NFC)).isTrue();
        assertThat(Path.of("root").resolve(name).normalize().resolveSibling("name"))
                .isEqualTo(Path.of("root/name"));
    }

    @Test
    void differentIdsHaveDifferentNames() {
        Map<String, String> byName = new HashMap<>();
        for (String id : HOSTILE) {
            String name = Normalizer.normalize(FileNames.of(id), Normalizer.Form.NFC);
            assertThat(byName.put(name, id))
                    .as("'%s' is also the name of", name)
                    .isNull();
        }
    }

    @Test
    void namesLeadBackToTheirIds() {
        for (String id : HOSTILE) {
            String name = FileNames.of(id);
            if (name.contains("%~")) {
                assertThat(FileNames.textOf(name)).as(name).isEmpty();
            } else {
                assertThat(FileNames.textOf(name)).as(name).contains(id);
            }
        }
    }

    @Test
    void randomIdsComeBack() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder id = new StringBuilder();
            for (int length = random.nextInt(8); length >= 0; length--) {
                int c = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x200);
                id.appendCodePoint(c);
            }
            assertThat(FileNames.textOf(FileNames.of(id.toString()))).contains(id.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "%2f", "%", "%4", "%41", "%zz", "a b", ".", "CON", "%ED%A0", "%C0%AF", "e\u0301"})
    void aNameThatIsNotGivenHasNoId(String name) {
        assertThat(FileNames.textOf(name)).isEmpty();
    }

    @Test
    void theFileSystemTakesThem(@TempDir Path folder) throws IOException {
        for (String id : HOSTILE) {
            Files.createDirectory(folder.resolve(FileNames.of(id)));
        }
        try (var made = Files.list(folder)) {
            assertThat(made).hasSize(HOSTILE.size());
        }
    }
}

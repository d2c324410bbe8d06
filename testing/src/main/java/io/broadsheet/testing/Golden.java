package io.broadsheet.testing;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Compares with a file under `src/test/resources/golden`; `-Dgolden.update=true` writes it instead.
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /// @param file below the folder of golden files, such as `table/retention.html`
    public static void assertMatches(String file, String actual) {
        assertSame(FOLDER.resolve(file), actual);
    }

    /// @param path a golden file anywhere in the module or beside it
    public static void assertSame(Path path, String actual) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, actual);
                return;
            }
            String expected = Files.exists(path) ? Files.readString(path) : "";
            if (!expected.equals(actual)) {
                fail("differs from " + path + " (-Dgolden.update=true writes it):\n" + difference(expected, actual));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines that differ, with what is around them left out.
    private static String difference(String expected, String actual) {
        List<String> before = expected.lines().toList();
        List<String> after = actual.lines().toList();
        int same = 0;
        while (same < Math.min(before.size(), after.size()) && before.get(same).equals(after.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - same
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        StringBuilder out = new StringBuilder("from line " + (same + 1) + "\n");
        before.subList(same, before.size() - tail).stream()
                .limit(40)
                .forEach(l -> out.append("- ").append(l).append('\n'));
        after.subList(same, after.size() - tail).stream()
                .limit(40)
                .forEach(l -> out.append("+ ").append(l).append('\n'));
        return out.toString();
    }
}

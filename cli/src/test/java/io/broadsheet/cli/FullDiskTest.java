package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real disks that are full: small file systems in memory, mounted for one process and its name space alone.
@Timeout(120)
class FullDiskTest {
    private static final String MOUNT = "mount -t tmpfs -o size=%s none \"%s\"";

    @TempDir
    Path folder;

    private Path small = Path.of("");

    private record Said(int exitCode, String text) {}

    @BeforeEach
    void makeAProject() throws Exception {
        small = Files.createDirectories(folder.resolve("small"));
        assumeTrue(mayMount(), "this system lets nobody mount a small file system for one process");
        write("broadsheet.yaml", """
                name: shops
                sites: sites.csv
                sources:
                  shop: { path: data }
                """);
        write("sites.csv", "id,name\na,A\nb,B\n");
        write("datasets/events.sql", """
                -- source: shop
                -- site: site_id
                select site_id, nr, word from events
                """);
        write("reports/words/report.md", """
                ---
                title: Words
                ---

                ```sql words
                select count(*) as n, max(word) as longest from events
                ```

                ```table words
                ```
                """);
        StringBuilder events = new StringBuilder("site_id,nr,word\n");
        for (int i = 0; i < 60_000; i++) {
            events.append(i % 2 == 0 ? "a," : "b,")
                    .append(i)
                    .append(',')
                    .append(Long.toString(i * 7_919L * 104_729L, 36).repeat(8))
                    .append('\n');
        }
        write("data/events.csv", events);
    }

    @Test
    void dataThatFindsNoRoomIsAProblemWithItsPlaceAndLeavesNothing() throws Exception {
        Said said = inSmall(libraryBytes() + 1_500_000 + "", "-Djava.io.tmpdir=" + small, folder.resolve("out"));
        assertThat(said.text())
                .contains(
                        "broadsheet.yaml:4:3 error[no-space]: source 'shop', reading the file events.csv, found no room on the "
                                + "disk")
                .contains("-Djava.io.tmpdir")
                .endsWith("left: 0\n");
        assertThat(said.exitCode()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void anExtractThatFindsNoRoomIsAProblemWithItsPlaceAndLeavesNothing() throws Exception {
        write("datasets/events.sql", """
                -- source: shop
                -- site: site_id
                select site_id, nr, word || repeat(md5(concat(nr, i)), 4) as word from events, range(8) r(i)
                """);
        Said said = inSmall(libraryBytes() + 30_000_000 + "", "-Djava.io.tmpdir=" + small, folder.resolve("out"));
        assertThat(said.text())
                .contains("datasets/events.sql:3:1 error[no-space]: dataset 'events' found no room on the disk")
                .endsWith("left: 0\n");
        assertThat(said.exitCode()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void aPageThatFindsNoRoomIsNotThereAndTheRunSaysWhy() throws Exception {
        Said said = inSmall("4k", "-Dnone=1", small);
        assertThat(said.text()).contains("no space left on device").endsWith("left: 0\n");
        assertThat(said.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void aLibraryThatFindsNoRoomIsTheEnvironmentsAndNoBug() throws Exception {
        Said full = inSmall("2m", "-Djava.io.tmpdir=" + small, folder.resolve("out"));
        assertThat(full.text())
                .contains("broadsheet run: the database's library can't be unpacked into " + small
                        + ": no space left on device\n  Make room there, or name another folder with")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(full.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        Path gone = folder.resolve("gone");
        Said missing = inSmall("2m", "-Djava.io.tmpdir=" + gone, folder.resolve("out"));
        assertThat(missing.text())
                .contains(
                        "broadsheet run: no temporary folder can be made in " + gone + ": it is not there\n  Make room")
                .doesNotContain("Exception")
                .doesNotContain("bug");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    }

    /// Outside of the launcher's jars the driver unpacks its library into the same folder.
    private static long libraryBytes() throws IOException {
        String jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("duckdb_jdbc-"))
                .findFirst()
                .orElseThrow();
        try (ZipFile zip = new ZipFile(jar)) {
            return zip.stream()
                    .filter(entry -> entry.getName().contains("linux_"))
                    .filter(entry -> entry.getName()
                            .endsWith(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64"))
                    .mapToLong(ZipEntry::getSize)
                    .sum();
        }
    }

    /// Runs all reports; the last line counts the files that are left in the small file system.
    private Said inSmall(String size, String option, Path out) throws Exception {
        List<String> run = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Broadsheet.class.getName(),
                "run",
                "all",
                "--project",
                folder.toString(),
                "--date",
                "2026-01-05",
                "--out",
                out.toString());
        String script = MOUNT.formatted(size, small) + " || exit 99; \"$@\"; code=$?; echo left: $(find \"" + small
                + "\" -type f | wc -l); exit $code";
        Said said = shell(
                Stream.concat(Stream.of("sh", "-c", script, "sh"), run.stream()).toList());
        assertThat(said.exitCode()).as(said.text()).isNotEqualTo(99);
        return said;
    }

    private boolean mayMount() throws Exception {
        try {
            return shell(List.of("sh", "-c", MOUNT.formatted("16k", small))).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Said shell(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("unshare", "-rm"), command.stream())
                        .toList())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private void write(String file, CharSequence text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }
}

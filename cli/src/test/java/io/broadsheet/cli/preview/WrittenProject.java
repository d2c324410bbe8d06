package io.broadsheet.cli.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// A project in a folder of a test's own, that somebody is writing.
final class WrittenProject {
    static final String FRONT = """
            ---
            title: Weekly visits
            params:
              least: { type: integer, default: 1, min: 1, max: 9 }
              channel: { type: text, default: all, values: [all, search] }
            ---
            """;
    static final String BODY = """

            # Where they came from

            ```sql weekly source=files
            select week, visitors from visits where site = :site and visitors >= :least order by week
            ```

            The last week brought {{ weekly.visitors }}.

            ```line weekly
            x: week
            y: visitors
            title: Visitors
            ```

            <details><summary>How it is counted</summary>

            By their cookies.

            </details>
            """;
    static final String LONG = "\nA paragraph that fills the page.\n".repeat(120);

    final Path folder;

    WrittenProject(Path folder) {
        this.folder = folder;
        write("broadsheet.yaml", """
                name: shop
                locale: en
                timezone: Asia/Seoul
                sites: sites.csv
                sources:
                  files: { path: data }
                """);
        write("sites.csv", "id,name\n1,One\n2,\"<img src=x onerror=alert(1)>\"\n");
        write(
                "data/visits.csv",
                "site,week,visitors\n1,2021-10-11,7\n1,2021-10-18,8\n1,2021-10-25,9\n2,2021-10-25,=1+1\n"
                        .replace("=1+1", "4"));
        report(FRONT + BODY);
        report("other", "---\ntitle: Other\nperiod: month\n---\n\nSomething else.\n");
    }

    WrittenProject report(String text) {
        return report("visits", text);
    }

    WrittenProject report(String name, String text) {
        return write("reports/" + name + "/report.md", text);
    }

    WrittenProject write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As most editors do: beside it, then in its place.
    WrittenProject saveByRename(String name, String text) {
        write(name + "~", text);
        return move(name + "~", name);
    }

    WrittenProject move(String from, String to) {
        try {
            Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WrittenProject delete(String name) {
        try {
            Files.delete(folder.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PreviewSettings settings() {
        return new PreviewSettings(
                folder,
                Map.of(),
                PreviewSettings.DEFAULT_HOST,
                0,
                new Wish(Optional.of("visits"), Optional.empty(), Optional.empty(), Map.of()),
                LocalDate.of(2021, 11, 1),
                InstantSource.system());
    }

    Preview preview() {
        try {
            return Preview.start(settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.EngineProbe;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What an engine must not leave behind.
final class Leftovers {
    private Leftovers() {}

    /// No statement under way, no connection in use, no slice of anybody's rows, no thread at work.
    static void assertNone(ReportEngine engine) {
        Eventually.is("nothing is under way", () -> EngineProbe.busy(engine) == 0);
        assertThat(slices()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(n -> n.startsWith("site-worker") || n.startsWith("source-reader"));
    }

    /// The temporary folders of this process's engines.
    static List<Path> folders() {
        try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            String own = "broadsheet-" + ProcessHandle.current().pid() + "-";
            return entries.filter(p -> String.valueOf(p.getFileName()).startsWith(own))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> slices() {
        List<Path> slices = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(p -> p.toString().endsWith(".parquet")).forEach(slices::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return slices;
    }
}

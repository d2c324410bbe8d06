package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void writesAndReplaces() throws IOException {
        Path page = folder.resolve("page.html");
        AtomicFile.write(page, bytes("old"));
        AtomicFile.write(page, bytes("new"));
        assertThat(page).hasContent("new");
        assertThat(files()).containsExactly("page.html");
    }

    @Test
    void aFullDiskLeavesTheOldPageAndNothingElse() throws IOException {
        Path page = folder.resolve("page.html");
        AtomicFile.write(page, bytes("old"));
        assertThatThrownBy(() -> AtomicFile.write(page, bytes("new"), (file, bytes) -> {
                    Files.write(file, new byte[] {1, 2, 3});
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThat(page).hasContent("old");
        assertThat(files()).containsExactly("page.html");
    }

    @Test
    void aFolderInTheWayIsSaid() throws IOException {
        Path page = Files.createDirectories(folder.resolve("page.html/inside")).resolveSibling("");
        assertThatThrownBy(() -> AtomicFile.write(page, bytes("new"))).isInstanceOf(IOException.class);
        assertThat(files()).containsExactly("page.html");
    }

    @Test
    void writesOnAnInterruptedThread() throws IOException {
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(folder.resolve("page.html"), bytes("whole"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder.resolve("page.html")).hasContent("whole");
    }

    @Test
    void readersNeverSeeHalfAPage() throws Exception {
        Path page = folder.resolve("page.html");
        byte[] first = "a".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        byte[] second = "b".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(page, first);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 40; i++) {
                    AtomicFile.write(page, i % 2 == 0 ? second : first);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                done.set(true);
            }
        });
        while (!done.get()) {
            byte[] seen = Files.readAllBytes(page);
            assertThat(seen).hasSize(200_000);
            assertThat(seen[0]).isEqualTo(seen[199_999]);
        }
        writer.join();
    }

    @Test
    void whatIsUnfinishedIsDeletedWhenTheProcessEnds() throws IOException {
        Path page = folder.resolve("page.html");
        assertThatThrownBy(() -> AtomicFile.write(page, bytes("new"), (file, bytes) -> {
                    Files.write(file, bytes);
                    assertThat(files()).hasSize(1);
                    AtomicFile.deleteUnfinished();
                    assertThat(files()).isEmpty();
                    throw new IOException("killed");
                }))
                .hasMessage("killed");
        assertThat(files()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private java.util.List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}

package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    Path parent;

    private Path orphan(String name) throws IOException {
        Path orphan = parent.resolve(name);
        Files.createDirectories(orphan.resolve("slot-0"));
        Files.writeString(orphan.resolve("slot-0/rows.parquet"), "x");
        return orphan;
    }

    @Test
    void removesFoldersOfDeadProcessesAndItsOwn() throws IOException {
        Path dead = orphan("broadsheet-999999999-123");
        Files.writeString(dead.resolve(".lock"), "");
        Path old = orphan("broadsheet-999999998-123");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path young = orphan("broadsheet-999999997-123");
        Path other = orphan("broadsheet-x");
        WorkFolder first = WorkFolder.open(parent);
        WorkFolder second = WorkFolder.open(parent);
        assertThat(dead).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
        assertThat(first.path()).exists();
        second.close();
        first.close();
        assertThat(first.path()).doesNotExist();
        assertThat(second.path()).doesNotExist();
    }

    @Test
    void leavesFoldersOfTheLiving() throws IOException {
        Path alive = orphan("broadsheet-999999996-1");
        Path lock = Files.writeString(alive.resolve(".lock"), "");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock own = channel.lock()) {
            assertThat(own.isValid()).isTrue();
            WorkFolder.open(parent).close();
            assertThat(alive).exists();
        }
    }
}

package io.broadsheet.cli.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderWatchTest {
    @TempDir
    Path folder;

    private final LinkedBlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();
    private WrittenProject project;
    private FolderWatch watch;

    @BeforeEach
    void start() {
        project = new WrittenProject(folder);
        watch = FolderWatch.start(() -> List.of(folder), heard::add);
    }

    @AfterEach
    void end() {
        watch.close();
    }

    private void assertHeard() throws InterruptedException {
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void hearsOfSavesOfEveryKind() throws InterruptedException {
        project.report("one");
        assertHeard();
        project.saveByRename("reports/visits/report.md", "two");
        assertHeard();
        project.write("themes/own/deep/tokens.css", ":root{}");
        assertHeard();
        project.write("themes/own/deep/theme.css", "a{}");
        assertHeard();
        project.delete("sites.csv");
        assertHeard();
    }

    @Test
    void knowsWhatEditorsAndRunsLeave() {
        FolderState before = FolderState.of(List.of(folder));
        project.write("reports/visits/.report.md.swp", "x")
                .write("reports/visits/4913", "x")
                .write("reports/visits/report.md~", "x")
                .write("reports/visits/#report.md#", "x")
                .write(".git/index", "x")
                .write("out/1/visits.html", "x");
        assertThat(FolderState.of(List.of(folder))).isEqualTo(before);
    }

    @Test
    void tellsDataFromTheRest() {
        FolderState before = FolderState.of(List.of(folder));
        project.write("data/more.parquet", "x");
        FolderState data = FolderState.of(List.of(folder));
        assertThat(data.differsInDataOnly(before)).isTrue();
        project.report("x");
        assertThat(FolderState.of(List.of(folder)).differsInDataOnly(before)).isFalse();
    }

    @Test
    void seesAFolderThatIsNotThere() {
        assertThat(FolderState.of(List.of(folder.resolve("none"))).files()).isEmpty();
    }
}

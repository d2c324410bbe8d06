package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @Test
    void drawsReportsThatHaveNoProblems(@TempDir Path folder) throws IOException {
        assertThat(Training.commands(folder.resolve("project").toString()))
                .isNotEmpty()
                .allMatch(result -> result.startsWith("0 ") || result.equals("2 rendr"));
    }

    @Test
    void drawsAReportOfTextFilesAlone(@TempDir Path folder) throws IOException {
        assertThat(Training.numbers(folder.resolve("numbers")))
                .isNotEmpty()
                .allMatch(result -> result.startsWith("0 "));
    }
}

package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Commands.Said;
import io.broadsheet.engine.EditorSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
    @TempDir
    Path folder;

    private final Commands commands = Commands.onNothing();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void makesAProjectAndSaysWhatComesNext(String language) {
        Path project = folder.resolve("my project");
        Said said = commands.run("init", project, "--lang", language);
        assertThat(said)
                .isEqualTo(new Said(
                        0,
                        "Made the project " + project + " ("
                                + (10 + EditorSchemas.all().size())
                                + " files). Next:\n  broadsheet preview '"
                                + project + "' --open\n",
                        ""));
        assertThat(project.resolve("broadsheet.yaml")).content().contains("locale: " + language);
        assertThat(project.resolve("reports/first/report.md"))
                .content()
                .contains("```values", "```line", "```bar", "```table");
        assertThat(project.resolve("data/orders.csv"))
                .content()
                .startsWith("site_id,ordered_at,")
                .contains("\nseoul,2021-10-31 ")
                .doesNotContain("2021-11-01");
    }

    @Test
    void anEmptyFolderWillDo() throws IOException {
        assertThat(commands.run("init", Files.createDirectory(folder.resolve("empty")))
                        .exitCode())
                .isZero();
    }

    @Test
    void leavesAFolderWithAnythingInItAlone() throws IOException {
        Files.writeString(folder.resolve(".hidden"), "mine");
        Said said = commands.run("init", folder);
        assertThat(said)
                .isEqualTo(
                        new Said(2, "", "broadsheet init: the folder " + folder + " is not empty; name a new one\n"));
        assertThat(folder.resolve("broadsheet.yaml")).doesNotExist();
    }

    @Test
    void speaksJson() {
        Said said = commands.run("init", folder.resolve("p"), "--format", "json");
        assertThat(said.out())
                .startsWith("{\"folder\":\"" + folder.resolve("p") + "\",\"files\":[")
                .contains("\"next\":\"broadsheet preview ");
    }
}

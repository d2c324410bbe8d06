package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Commands.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderCommandTest {
    @TempDir
    Path folder;

    private Commands commands = Commands.onNothing();

    @BeforeEach
    void open() {
        commands = Commands.on(Commands.engine("10026", "held", "failed", "../x", "한글"));
    }

    private Said render(String site, Object... more) {
        Object[] words = {"render", "cohort", "--site", site, "--date", "2021-11-01", "--project", folder};
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return commands.run(all);
    }

    @Test
    void writesThePageAndPrintsItsPathOnly() {
        Path page = folder.resolve("out/10026/cohort_report_2021-11-01.html");
        assertThat(render("10026")).isEqualTo(new Said(0, page + "\n", ""));
        assertThat(page).hasContent(FakeEngine.PAGE + "{}");
    }

    @Test
    void writesWhereItIsTold() {
        assertThat(render("한글", "--out", folder.resolve("elsewhere"), "--param", "weeks=4", "--param", "q=a=b")
                        .out())
                .isEqualTo(folder.resolve("elsewhere/한글/cohort_report_2021-11-01.html") + "\n");
        assertThat(folder.resolve("elsewhere/한글/cohort_report_2021-11-01.html"))
                .hasContent(FakeEngine.PAGE + "{q=a=b, weeks=4}");
    }

    @Test
    void aHostileSiteStaysInTheFolder() {
        assertThat(render("../x").out()).isEqualTo(folder.resolve("out/%2E.%2Fx/cohort_report_2021-11-01.html") + "\n");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aHeldPageIsForTheAuthorAndNotInTheStore() {
        Said said = render("held");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).isEqualTo(folder.resolve("out/.held/held/cohort_report_2021-11-01.html") + "\n");
        assertThat(said.err()).isEqualTo("""
                        reports/cohort/report.md:1:1 error[unmet-expectation]: visits: rows >= 1
                          found: 0 rows

                        held: cohort for held is not fit to leave; the page is for you
                        """);
        assertThat(folder.resolve("out/held")).doesNotExist();
    }

    @Test
    void aHeldPageGoesWhereTheAuthorSays() {
        assertThat(render("held", "--out", folder.resolve("mine")).out())
                .isEqualTo(folder.resolve("mine/held/cohort_report_2021-11-01.html") + "\n");
    }

    @Test
    void aFailedPageLeavesTheOldOne() throws IOException {
        Path old = folder.resolve("out/failed/cohort_report_2021-11-01.html");
        Files.createDirectories(old.resolveSibling(""));
        Files.writeString(old, "old");
        Said said = render("failed");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .contains("reports/cohort/report.md:4:4 error[query-failed]: the query failed\n  4 | y: visitrs\n")
                .endsWith("failed: cohort for failed has no page; nothing was written\n");
        assertThat(old).hasContent("old");
    }

    @Test
    void unknownReportsAndSitesAreUsage() {
        assertThat(render("10027")).isEqualTo(new Said(2, "", """
                        broadsheet render: no site '10027' in this project
                          sites: 10026, held, failed, ../x, 한글. Did you mean 10026?
                        """));
        Said said = commands.run("render", "cohrt", "--site", "10026", "--date", "2021-11-01");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("no report 'cohrt'", "Did you mean cohort?");
    }

    @Test
    void aFolderThatCanNotBeMadeIsTheEnvironment() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        Said said = render("10026", "--out", folder.resolve("file"));
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err()).contains("can't write the page into").contains("not a directory");
    }

    @Test
    void jsonTellsTheSame() {
        JsonNode json =
                JsonMapper.shared().readTree(render("held", "--format", "json").out());
        assertThat(json.get("outcome").asString()).isEqualTo("held");
        assertThat(json.get("period").toString()).isEqualTo("""
                        {"kind":"week","start":"2021-10-25","end":"2021-11-01","issue":"2021-11-01"}""");
        assertThat(json.get("path").asString()).endsWith("cohort_report_2021-11-01.html");
        assertThat(json.get("expectations").toString()).isEqualTo("""
                        [{"file":"reports/cohort/report.md","line":1,"column":1,"passed":false,\
                        "expected":"visits: rows >= 1","found":"0 rows"}]""");
        JsonNode failed = JsonMapper.shared()
                .readTree(render("failed", "--format", "json").out());
        assertThat(failed.get("path").isNull()).isTrue();
        assertThat(failed.get("problems").get(0).get("code").asString()).isEqualTo("query-failed");
        assertThat(failed.get("problems").get(0).get("class").asString()).isEqualTo("user");
    }
}

package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Commands.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CheckAndDataTest {
    @TempDir
    Path folder;

    private Said check(String site, Object... more) {
        Object[] all = java.util.Arrays.copyOf(new Object[] {"check", folder}, 2 + more.length);
        System.arraycopy(more, 0, all, 2, more.length);
        return Commands.on(Commands.engine(site, "b")).run(all);
    }

    @Test
    void aCleanProjectIsOneLine() {
        assertThat(check("10026")).isEqualTo(new Said(0, "2 reports, 2 sites: no problems\n", ""));
    }

    @Test
    void problemsAreTheResult() {
        assertThat(check("wrong")).isEqualTo(new Said(1, """
                                reports/cohort/report.md:4:4 error[unknown-column]: line 'weekly' draws y: visitrs
                                  4 | y: visitrs
                                    |    ^^^^^^^
                                  columns of weekly: week, visitors. Did you mean visitors?

                                2 reports, 2 sites: 1 error
                                """, ""));
    }

    @Test
    void dataRunsEveryReportForOneSite() {
        assertThat(check("10026", "--data").exitCode()).isZero();
        Said held = check("10026", "--data", "--site", "b");
        assertThat(held.exitCode()).isZero();
        Said unmet = check("held", "--data");
        assertThat(unmet.exitCode()).isEqualTo(1);
        assertThat(unmet.out()).contains("error[unmet-expectation]").endsWith("2 sites: 2 unmet expectations\n");
        // Two reports with one problem at one place: one problem.
        assertThat(check("failed", "--data").out()).endsWith("2 reports, 2 sites: 1 error\n");
    }

    @Test
    void checkSpeaksJson() {
        var json =
                JsonMapper.shared().readTree(check("wrong", "--format", "json").out());
        assertThat(json.get("ok").asBoolean()).isFalse();
        assertThat(json.get("problems").get(0).get("line").asInt()).isEqualTo(4);
        assertThat(json.get("problems").get(0).get("text").asString()).contains("  4 | y: visitrs");
    }

    private Said data(Object... more) {
        Object[] words = {"data", "cohort", "--site", "a", "--date", "2021-11-01", "--project", folder};
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Commands.on(Commands.engine("a")).run(all);
    }

    @Test
    void dataIsCsv() {
        assertThat(data("--query", "visits"))
                .isEqualTo(
                        new Said(0, "주,채널,total\r\n2021-10-25,검색,123456789012345678901\r\n2021-10-18,e-mail,\r\n", ""));
    }

    @Test
    void dataIsATableWithWideCharacters() {
        assertThat(data("--query", "visits", "--format", "table").out()).isEqualTo("""
                        주          채널                    total
                        ----------  ------  ---------------------
                        2021-10-25  검색    123456789012345678901
                        2021-10-18  e-mail                      –
                        (2 rows)
                        """);
    }

    @Test
    void dataIsJson() {
        assertThat(data("--query", "visits", "--format", "json").out()).isEqualTo("""
                        {"query":"visits",
                        "columns":[{"name":"주","type":"date"},{"name":"채널","type":"text"},{"name":"total","type":"big_integer"}],
                        "rows":[
                        {"주":"2021-10-25","채널":"검색","total":123456789012345678901},
                        {"주":"2021-10-18","채널":"e-mail","total":null}]}
                        """);
    }

    @Test
    void anUnknownQueryIsUsage() {
        Said said = data("--query", "visit");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("no query visit");
        assertThat(said.out()).isEmpty();
    }
}

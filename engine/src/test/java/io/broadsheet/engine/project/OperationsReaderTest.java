package io.broadsheet.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsReaderTest {
    @TempDir
    Path folder;

    @Test
    void hasDefaultsForEverything() throws Exception {
        assertThat(operations("name: x\nsites: sites.csv\n")).isEqualTo(Operations.DEFAULT);
    }

    @Test
    void readsEveryKey() throws Exception {
        Operations read =
                operations(Files.readString(Path.of("src/test/reports/project/server-whole/broadsheet.yaml")));

        ScheduleSpec weekly = Objects.requireNonNull(read.schedules().get("weekly"));
        assertThat(weekly.cron()).isEqualTo("0 9 * * MON");
        assertThat(weekly.zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
        assertThat(weekly.reports()).containsExactly("weekly");
        assertThat(weekly.sites()).containsExactly("a");
        assertThat(weekly.catchUp()).isEqualTo(ScheduleSpec.CatchUp.LATEST_ONLY);
        assertThat(weekly.within()).isEqualTo(Duration.ofHours(3));
        assertThat(weekly.ready().orElseThrow().waitUntil()).isEqualTo(LocalTime.NOON);
        ScheduleSpec nightly = Objects.requireNonNull(read.schedules().get("nightly"));
        assertThat(nightly.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(nightly.mail()).isFalse();
        assertThat(nightly.catchUp()).isEqualTo(ScheduleSpec.CatchUp.PUBLISH_ALL_MAIL_LATEST);
        assertThat(read.store())
                .isEqualTo(new StoreSpec(
                        "s3://reports/shop",
                        Optional.of("http://localhost:9000"),
                        Optional.of("eu"),
                        Optional.of("someone"),
                        Optional.of("something"),
                        Duration.ofSeconds(45)));
        assertThat(read.mail())
                .isEqualTo(new MailSpec(
                        MailSpec.Via.SMTP,
                        "Divers <report@example.com>",
                        Optional.of("help@example.com"),
                        "mail.example.com",
                        587,
                        Optional.of("u"),
                        Optional.of("pppp"),
                        true,
                        false,
                        Optional.of("certificates/mail.pem"),
                        Optional.empty(),
                        Optional.empty(),
                        60,
                        Duration.ofMinutes(1),
                        Optional.empty()));
        assertThat(read.alerts().slack()).contains("https://hooks.example.com/x");
        assertThat(read.alerts().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read.server().url()).isEqualTo("https://reports.example.com");
        assertThat(read.server().introduction()).isEqualTo(Map.of("ko", "안녕하세요", "en", "Hello"));
        assertThat(read.server().frameAncestors()).isEqualTo(List.of("https://*.example.com"));
    }

    @Test
    void beginsWithTlsWhereItIsSaidAndOnItsPort() throws Exception {
        String yaml = "name: x\nsites: sites.csv\nmail: { via: smtp, from: a@example.com, %s }\n";
        assertThat(operations(yaml.formatted("port: 2465, tls: yes")).mail().tls())
                .isTrue();
        assertThat(operations(yaml.formatted("port: 465")).mail().tls()).isTrue();
        assertThat(operations(yaml.formatted("port: 587")).mail().tls()).isFalse();
    }

    @Test
    void neverPrintsASecret() throws Exception {
        Operations read =
                operations(Files.readString(Path.of("src/test/reports/project/server-whole/broadsheet.yaml")));

        assertThat(read.toString()).doesNotContain("something", "pppp", "hooks.example.com", "0123456789abcdef");
    }

    @Test
    void takesWhatTheEnvironmentLeftEmptyAsAbsent() throws Exception {
        Operations read = operations("""
                name: x
                sites: sites.csv
                store: { url: "file:out", endpoint: "${E:-}", access-key: "${A:-}", secret-key: "${B:-}" }
                mail: { user: "${U:-}", password: "${P:-}" }
                alerts: { slack: "${S:-}" }
                server: { database: "${D:-}", api-key: "${K:-}", embed-key: "${M:-}" }
                """);

        assertThat(read).isEqualTo(Operations.DEFAULT);
    }

    private Operations operations(String yaml) throws Exception {
        Files.writeString(folder.resolve("broadsheet.yaml"), yaml);
        Files.writeString(folder.resolve("sites.csv"), "id,name\na,A\n");
        Path report = folder.resolve("reports/weekly/report.md");
        Files.createDirectories(report.getParent());
        Files.writeString(report, "---\ntitle: W\n---\n\nText.\n");
        return ProjectReader.read(folder, Map.of(), List.of())
                .project()
                .orElseThrow()
                .operations();
    }
}

package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.RunEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2021-11-01T00:00:00Z");

    private Progress progress(boolean terminal, int columns) {
        return new Progress(Surroundings.of(Commands.stream(bytes), Commands.stream(bytes))
                .withTerminal(terminal, columns)
                .withClock(() -> now));
    }

    private void passes(Progress progress, Duration time) {
        Instant until = now.plus(time);
        while (now.isBefore(until)) {
            now = now.plusMillis(200);
            progress.tick();
        }
    }

    private String said() {
        String said = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return said;
    }

    @Test
    void whatIsOverInASecondIsNotWorthALine() {
        try (Progress progress = progress(false, 80)) {
            progress.accept(new RunEvent.DatasetReading("events"));
            passes(progress, Duration.ofMillis(800));
            progress.accept(new RunEvent.DatasetRead("events", 10, Duration.ofMillis(800)));
            passes(progress, Duration.ofSeconds(20));
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void withoutATerminalALineEveryFiveSeconds() {
        try (Progress progress = progress(false, 80)) {
            progress.begin("cohort", "site");
            progress.accept(new RunEvent.SiteDone(FakeEngine.site("a"), List.of(), 50, 1200));
            passes(progress, Duration.ofSeconds(9));
            progress.accept(new RunEvent.DatasetReading("events"));
            progress.accept(new RunEvent.DatasetProgress("events", 1_500_000));
            passes(progress, Duration.ofSeconds(4));
            progress.accept(new RunEvent.DatasetRead("events", 2_000_000, Duration.ofSeconds(4)));
        }
        assertThat(said()).isEqualTo("""
                        cohort: 50 of 1,200 sites, 4%, about 23 s left (1.0 s)
                        cohort: 50 of 1,200 sites, 4%, about 2 min 18 s left (6.0 s)
                        reading events: 1,500,000 rows (2.0 s)
                        read 2,000,000 rows of events in 4.0 s
                        """);
    }

    @Test
    void theFirstOfManyAreNoGuideToTheRest() {
        try (Progress progress = progress(false, 80)) {
            progress.begin("cohort", "site");
            progress.count(0, 60);
            passes(progress, Duration.ofSeconds(1));
            progress.count(4, 60);
            passes(progress, Duration.ofSeconds(5));
            progress.count(5, 60);
            passes(progress, Duration.ofSeconds(5));
        }
        assertThat(said()).isEqualTo("""
                        cohort: 0 of 60 sites, 0% (1.0 s)
                        cohort: 4 of 60 sites, 6% (6.0 s)
                        cohort: 5 of 60 sites, 8%, about 2 min 1 s left (11.0 s)
                        """);
    }

    @Test
    void onATerminalOneLineIsWrittenAgainAndWipedAtTheEnd() {
        try (Progress progress = progress(true, 30)) {
            progress.begin("한글 리포트 만드는 중", "site");
            progress.count(1, 10);
            passes(progress, Duration.ofMillis(1200));
            // A narrower terminal cuts the line itself.
            String shown = "\r\u001B[K\u001B[?7l한글 리포트 만드는 중: 1 of …\u001B[?7h";
            assertThat(said()).isEqualTo(shown + shown);
            progress.say("read 3 rows");
            assertThat(said()).isEqualTo("\r\u001B[Kread 3 rows\n");
            passes(progress, Duration.ofMillis(200));
            said();
        }
        assertThat(said()).isEqualTo("\r\u001B[K");
    }

    @Test
    void namesCanNotDriveTheTerminal() {
        try (Progress progress = progress(false, 80)) {
            progress.accept(new RunEvent.DatasetRead("\u001B[2Jx\n", 1, Duration.ofSeconds(3)));
        }
        assertThat(said()).isEqualTo("read 1 row of \uFFFD[2Jx↵ in 3.0 s\n");
    }
}

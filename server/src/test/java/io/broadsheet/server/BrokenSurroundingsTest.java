package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.schedule.TaskState;
import io.broadsheet.server.schedule.TaskView;
import io.broadsheet.server.schedule.TwoHundred;
import io.broadsheet.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A whole server whose store, mail server and Slack refuse, say nothing, or end in the middle. What it says of itself
/// stays true, the run ends by its deadline, and once they are back a retry does the rest, and nothing twice.
@Timeout(240)
class BrokenSurroundingsTest {
    private static final int SITES = 12;
    private static final int REPORTS = 2;
    private static final int EDITIONS = REPORTS * SITES;
    private static final int FEW = 3;

    @TempDir
    Path folder;

    private final RunningClock clock = new RunningClock();

    private BroadsheetServer serve(Surroundings around) {
        int port = DiversWeek.freePort();
        return serve(around.yaml(port), port, "12m", SITES);
    }

    /// A few sites and three minutes, because time is lost in earnest while nobody says anything.
    private BroadsheetServer serveFew(Surroundings around) {
        int port = DiversWeek.freePort();
        return serve(around.impatient(port, "2s"), port, "3m", FEW);
    }

    private BroadsheetServer serve(String yaml, int port, String within, int sites) {
        Path project = TwoHundred.in(folder, yaml + """
                schedules:
                  weekly: { cron: "0 9 * * MON", within: %s }
                """.formatted(within), sites);
        return BroadsheetServer.start(
                ServerOptions.of(project).withHome(folder.resolve("home")).withPort(port), clock, Map.of());
    }

    private RunSummary monday(BroadsheetServer server) {
        Eventually.is("the schedule is looked at", () -> count(server, "schedule_state") == 1);
        clock.set(DiversWeek.NINE);
        Eventually.is("the run is there", () -> !runs(server).latest(1).isEmpty());
        return runs(server).latest(1).getFirst();
    }

    private static Runs runs(BroadsheetServer server) {
        return server.part(Runs.class);
    }

    private static RunSummary now(BroadsheetServer server, RunSummary run) {
        return runs(server).find(run.id()).orElseThrow();
    }

    private static long count(BroadsheetServer server, String from) {
        return server.part(JdbcClient.class)
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    /// As time goes by: some seconds at each look, but not while a task or a mail is worked on, or a task could be.
    private void inTime(BroadsheetServer server, String what, BooleanSupplier condition) {
        Eventually.is(what, Duration.ofMinutes(2), () -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!isBusy(server)) {
                clock.forward(Duration.ofSeconds(3));
            }
            return false;
        });
    }

    private boolean isBusy(BroadsheetServer server) {
        return server.part(JdbcClient.class)
                                .sql(
                                        "select count(*) from task where state = 'running' or (state = 'pending' and not_before <= ?)")
                                .param(clock.instant().atOffset(ZoneOffset.UTC))
                                .query(Long.class)
                                .single()
                        + count(server, "message where state = 'sending'")
                > 0;
    }

    private static void retryAll(BroadsheetServer server, RunSummary run) {
        for (TaskView task : runs(server).tasks(run.id())) {
            assertThat(runs(server).retry(task.id(), "operator")).isTrue();
        }
    }

    @Test
    void aStoreThatRefusesEndsTheRunByItsDeadlineAndARetryFinishesIt() {
        try (Surroundings around = new Surroundings()) {
            around.toStore.is(Wire.State.REFUSING);
            around.toSlack.is(Wire.State.REFUSING);
            try (BroadsheetServer server = serve(around)) {
                RunSummary run = monday(server);
                inTime(server, "the run ended", () -> now(server, run).state().isEnd());
                assertThat(now(server, run).state()).isEqualTo(RunState.FAILED);
                assertThat(now(server, run).endedAt().orElseThrow())
                        .isBefore(run.deadline().plusSeconds(240));
                assertThat(runs(server).tasks(run.id()))
                        .hasSize(EDITIONS)
                        .allMatch(t -> t.state() == TaskState.FAILED || t.state() == TaskState.MISSED);
                nothingIsPublished(server);
                assertThat(count(server, "alert where state = 'sent'")).isZero();

                around.toSlack.is(Wire.State.WHOLE);
                inTime(server, "the team is told", () -> !around.slack.requests.isEmpty());
                around.toStore.is(Wire.State.WHOLE);
                retryAll(server, run);
                finished(server, run, around);
                inTime(server, "the team hears that it is mended", () -> around.slack.requests.size() >= 2);
                assertThat(around.slack.requests).noneMatch(r -> r.contains("test-secret-of-the-store"));
            }
        }
    }

    @Test
    void aStoreThatEndsInTheMiddleIsTriedAgainByItself() {
        try (Surroundings around = new Surroundings()) {
            around.toStore.is(Wire.State.CUTTING);
            try (BroadsheetServer server = serve(around)) {
                RunSummary run = monday(server);
                inTime(
                        server,
                        "a first try failed",
                        () -> runs(server).tasks(run.id()).stream().anyMatch(t -> t.attempts() >= 2));
                assertThat(count(server, "revision")).isZero();
                around.toStore.is(Wire.State.WHOLE);
                finished(server, run, around);
            }
        }
    }

    @Test
    void mailsWaitForAMailServerThatRefusesAndGoOnceEach() {
        try (Surroundings around = new Surroundings()) {
            around.toMail.is(Wire.State.REFUSING);
            try (BroadsheetServer server = serve(around)) {
                RunSummary run = monday(server);
                inTime(server, "the run ended", () -> now(server, run).state().isEnd());
                // Pages are published whether mails go or not.
                assertThat(now(server, run).state()).isEqualTo(RunState.SUCCEEDED);
                assertThat(count(server, "message where state = 'sent'")).isZero();
                around.toMail.is(Wire.State.WHOLE);
                finished(server, run, around);
            }
        }
    }

    @Test
    void whatWasCutBehindAMailsTextIsNotSentAgain() {
        try (Surroundings around = new Surroundings()) {
            around.toMail.is(Wire.State.CUTTING);
            try (BroadsheetServer server = serve(around)) {
                RunSummary run = monday(server);
                inTime(server, "the run ended", () -> now(server, run).state().isEnd());
                inTime(server, "each was tried", () -> count(server, "message where attempts > 0") == SITES);
                around.toMail.is(Wire.State.WHOLE);
                inTime(
                        server,
                        "each has its end",
                        () -> count(server, "message where state in ('sent', 'unknown', 'failed')") == SITES);
                long sent = count(server, "message where state = 'sent'");
                assertThat(around.received().values()).allMatch(n -> n == 1);
                assertThat((long) around.received().size()).isGreaterThanOrEqualTo(sent);
                assertThat(count(server, "message where state = 'failed'")).isZero();
            }
        }
    }

    @Test
    void aStoreThatSaysNothingEndsTheRunByItsDeadlineAndARetryFinishesIt() {
        try (Surroundings around = new Surroundings()) {
            around.toStore.is(Wire.State.SILENT);
            around.toSlack.is(Wire.State.SILENT);
            try (BroadsheetServer server = serveFew(around)) {
                RunSummary run = monday(server);
                inTime(server, "the run ended", () -> now(server, run).state().isEnd());
                assertThat(now(server, run).state()).isEqualTo(RunState.FAILED);
                assertThat(now(server, run).endedAt().orElseThrow())
                        .isBefore(run.deadline().plusSeconds(60));
                assertThat(runs(server).tasks(run.id()))
                        .hasSize(REPORTS * FEW)
                        .allMatch(t -> t.state() == TaskState.FAILED || t.state() == TaskState.MISSED);
                nothingIsPublished(server);
                inTime(
                        server,
                        "Slack was tried twice and said nothing",
                        () -> count(server, "alert where attempts > 1 and state <> 'sent'") > 0);

                around.toSlack.is(Wire.State.WHOLE);
                inTime(server, "the team is told", () -> count(server, "alert where state = 'sent'") == 1);
                around.toStore.is(Wire.State.WHOLE);
                retryAll(server, run);
                finished(server, run, around, FEW);
                inTime(server, "the team hears that it is mended", () -> around.slack.requests.size() >= 2);
            }
        }
    }

    @Test
    void whatAStoreStillTakesAfterTheDeadlineIsNotPublished() {
        try (Surroundings around = new Surroundings()) {
            around.toStore.is(Wire.State.SILENT);
            int port = DiversWeek.freePort();
            try (BroadsheetServer server = serve(around.yaml(port), port, "3m", FEW)) {
                RunSummary run = monday(server);
                Eventually.is("files are on their way", () -> around.toStore.swallowed() > 0);
                clock.forward(Duration.ofMinutes(4));
                Eventually.is("the run ended", () -> now(server, run).state().isEnd());
                assertThat(now(server, run).state()).isEqualTo(RunState.FAILED);
                nothingIsPublished(server);

                // Now they arrive, with nobody left who waits for them.
                around.toStore.is(Wire.State.WHOLE);
                Eventually.is("nobody works any more", () -> count(server, "edition where state = 'running'") == 0);
                nothingIsPublished(server);
                assertThat(runs(server).tasks(run.id()))
                        .allMatch(t -> t.state() == TaskState.FAILED || t.state() == TaskState.MISSED);
                retryAll(server, run);
                finished(server, run, around, FEW);
            }
        }
    }

    @Test
    void mailsWaitForAMailServerThatSaysNothingAndGoOnceEach() {
        try (Surroundings around = new Surroundings()) {
            around.toMail.is(Wire.State.SILENT);
            try (BroadsheetServer server = serveFew(around)) {
                RunSummary run = monday(server);
                inTime(server, "the run ended", () -> now(server, run).state().isEnd());
                assertThat(now(server, run).state()).isEqualTo(RunState.SUCCEEDED);
                inTime(
                        server,
                        "mails were tried twice",
                        () -> count(server, "message where attempts > 1 and state = 'pending'") > 0);
                assertThat(count(server, "message where state in ('sent', 'unknown', 'failed')"))
                        .isZero();
                around.toMail.is(Wire.State.WHOLE);
                finished(server, run, around, FEW);
            }
        }
    }

    private static void nothingIsPublished(BroadsheetServer server) {
        assertThat(count(server, "revision")).isZero();
        assertThat(count(server, "edition where current_revision is not null")).isZero();
        assertThat(count(server, "message")).isZero();
    }

    private void finished(BroadsheetServer server, RunSummary run, Surroundings around) {
        finished(server, run, around, SITES);
    }

    private void finished(BroadsheetServer server, RunSummary run, Surroundings around, int sites) {
        inTime(server, "the run ended", () -> now(server, run).state().isEnd());
        assertThat(now(server, run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(now(server, run).tasks()).isEqualTo(Map.of(TaskState.PUBLISHED, REPORTS * sites));
        assertThat(count(server, "revision")).isEqualTo((long) REPORTS * sites);
        inTime(server, "all are sent", () -> count(server, "message where state = 'sent'") == sites);
        assertThat(around.received()).hasSize(sites);
        assertThat(around.received().values()).allMatch(n -> n == 1);
    }
}

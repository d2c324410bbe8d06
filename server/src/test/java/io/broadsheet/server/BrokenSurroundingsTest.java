package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.schedule.TaskState;
import io.broadsheet.server.schedule.TaskView;
import io.broadsheet.server.schedule.TwoHundred;
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
    private static final int EDITIONS = 2 * SITES;

    @TempDir
    Path folder;

    private final DiversWeek.MovedClock clock = new DiversWeek.MovedClock();

    private BroadsheetServer serve(Surroundings around) {
        int port = DiversWeek.freePort();
        Path project = TwoHundred.in(folder, around.yaml(port) + """
                schedules:
                  weekly: { cron: "0 9 * * MON", within: 12m }
                """, SITES);
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

    /// As time goes by: some seconds at each look, but not while a task is worked on or could be.
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
                assertThat(count(server, "revision")).isZero();
                assertThat(count(server, "edition where current_revision is not null"))
                        .isZero();
                assertThat(count(server, "message")).isZero();
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

    private void finished(BroadsheetServer server, RunSummary run, Surroundings around) {
        inTime(server, "the run ended", () -> now(server, run).state().isEnd());
        assertThat(now(server, run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(now(server, run).tasks()).isEqualTo(Map.of(TaskState.PUBLISHED, EDITIONS));
        assertThat(count(server, "revision")).isEqualTo(EDITIONS);
        inTime(server, "all are sent", () -> count(server, "message where state = 'sent'") == SITES);
        assertThat(around.received()).hasSize(SITES);
        assertThat(around.received().values()).allMatch(n -> n == 1);
    }
}

package io.broadsheet.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.server.ScriptedHttp;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.delivery.DeliveryEvent;
import io.broadsheet.server.schedule.RunKind;
import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.ScheduleEvent.RunEnded;
import io.broadsheet.server.schedule.ScheduleEvent.RunLate;
import io.broadsheet.server.schedule.ScheduleEvent.TaskTroubled;
import io.broadsheet.server.schedule.TaskState;
import io.broadsheet.server.schedule.TaskView;
import io.broadsheet.testing.Eventually;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What must hold for alerts on every database.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class AlertSuite {
    private static final String CAUSE = "USER unknown-column";

    private StateDatabase state;
    private Secrets secrets;
    private ScriptedHttp slack;
    private ScriptedHttp hook;
    private AlertLedger ledger;
    private AlertSender sender;
    private AlertListener listener;
    private long run;

    abstract StateDatabase database(Path home);

    @BeforeAll
    void open(@TempDir Path folder) {
        state = database(folder);
        Path shop =
                ShopProject.in(folder, "  shop: { url: \"jdbc:h2:mem:x\", user: sa, password: \"hunter2hunter2\" }\n");
        try (ReportEngine engine = ReportEngine.open(shop, EngineOptions.DEFAULT)) {
            secrets = engine.project().secrets();
        }
    }

    @AfterAll
    void close() {
        state.close();
    }

    @BeforeEach
    void begin() {
        state.clear();
        slack = new ScriptedHttp();
        hook = new ScriptedHttp();
        ledger = new AlertLedger(state.jdbc(), state.transactions(), state);
        sender = sender(List.of(channel("slack", slack.url()), channel("webhook", hook.url())));
        listener = new AlertListener(ledger, sender, secrets, "https://report.example/");
        state.site("10026", "아틀리에", "ko");
        run = state.run("run1", "weekly", StateDatabase.MONDAY, true);
    }

    @AfterEach
    void end() {
        sender.stop();
        slack.close();
        hook.close();
    }

    private static AlertChannel channel(String name, String url) {
        return new Webhook(
                name,
                URI.create(url),
                Duration.ofSeconds(2),
                Duration.ofMillis(400),
                name.equals("slack") ? SlackMessage::of : PlainMessage::of);
    }

    private AlertSender sender(List<AlertChannel> channels) {
        return new AlertSender(ledger, channels, secrets, ZoneId.of("Asia/Seoul"), Duration.ZERO);
    }

    private RunSummary summary(long id, Instant due, RunState runState) {
        return new RunSummary(
                id,
                "run" + id,
                Optional.of("weekly"),
                RunKind.SCHEDULED,
                due,
                LocalDate.of(2021, 11, 1),
                true,
                runState,
                "schedule",
                Optional.empty(),
                Optional.empty(),
                due.plusSeconds(3600),
                "",
                Map.of());
    }

    private long troubled(long runId, String report, String cause, String line) {
        long task = state.task("t-" + runId + report, runId, "10026", report, "failed");
        again(runId, task, report, cause, line);
        return task;
    }

    private void again(long runId, long task, String report, String cause, String line) {
        TaskView view = new TaskView(
                task,
                "t-" + report,
                runId,
                "10026",
                report,
                LocalDate.of(2021, 10, 25),
                LocalDate.of(2021, 11, 1),
                TaskState.FAILED,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        state.inTransaction(() -> listener.troubled(new TaskTroubled(
                summary(runId, StateDatabase.MONDAY, RunState.RUNNING), view, "attempt-" + report, cause, line)));
    }

    private void ended(long runId, Instant due, RunState runState) {
        state.jdbc()
                .sql("update run set ended_at = ?, state = 'partial' where id = ?")
                .params(state.instant().atOffset(ZoneOffset.UTC), runId)
                .update();
        state.inTransaction(() -> listener.ended(new RunEnded(summary(runId, due, runState))));
    }

    private List<String> alerts() {
        return state.texts("select concat(cause, ' ', state) from alert order by id");
    }

    private void tellAll() {
        while (sender.tellNext()) {
            // Until there is none.
        }
    }

    @Test
    void tellsOnceForEachRunAndCauseWithTheNumberOfEditions() {
        troubled(
                run,
                "cohort",
                CAUSE,
                "reports/cohort/report.md:31:12 error[unknown-column]: line 'weekly' draws y: visitrs\n  frame");
        troubled(run, "channel", CAUSE, "another line");
        troubled(run, "site", "EXTERNAL store", "the store did not answer");
        tellAll();
        assertThat(slack.requests).isEmpty();
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        assertThat(alerts()).containsExactly(CAUSE + " sent", "EXTERNAL store sent");
        assertThat(slack.requests).hasSize(2);
        assertThat(slack.requests.getFirst())
                .contains("weekly, issue of 2021-11-01: 2 of 3 editions: trouble (USER unknown-column)")
                .contains("cohort, site 10026, 2021-10-25 – 2021-10-31")
                .contains("reports/cohort/report.md:31:12 error[unknown-column]")
                .contains("<https://report.example/console/attempts/attempt-cohort|Open the log>")
                .doesNotContain("frame")
                .doesNotContain("아틀리에");
        assertThat(hook.requests).hasSize(2);
        assertThat(hook.requests.getFirst())
                .contains("\"event\":\"trouble\"")
                .contains("\"count\":2", "\"issue_date\":\"2021-11-01\"")
                .doesNotContainPattern("\"[a-z]+[A-Z]\\w*\":")
                .contains("\"link\":\"https://report.example/console/attempts/attempt-cohort\"");
        assertThat(ledger.latest(9))
                .hasSize(2)
                .first()
                .satisfies(a -> assertThat(a.count()).isOne());
    }

    @Test
    void countsAnEditionOnceHoweverOftenItFails() {
        long task = troubled(run, "cohort", CAUSE, "x");
        again(run, task, "cohort", CAUSE, "x");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        again(run, task, "cohort", CAUSE, "x");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        assertThat(slack.requests).singleElement().asString().contains(": 1 edition has trouble");
    }

    @Test
    void speaksOfARunThatGoesOnWhenItIsQuiet() {
        troubled(run, "cohort", CAUSE, "x");
        state.advance(AlertLedger.QUIET.minusSeconds(1));
        troubled(run, "channel", CAUSE, "x");
        state.advance(AlertLedger.QUIET.minusSeconds(1));
        tellAll();
        assertThat(slack.requests).isEmpty();
        state.advance(Duration.ofSeconds(2));
        tellAll();
        assertThat(slack.requests).hasSize(1);
    }

    @Test
    void doesNotWaitForQuietForever() {
        troubled(run, "first", CAUSE, "x");
        for (int i = 0; i < 15; i++) {
            state.advance(Duration.ofSeconds(20));
            troubled(run, "more" + i, CAUSE, "x");
        }
        tellAll();
        assertThat(slack.requests).hasSize(1);
    }

    @Test
    void tellsOfMailsThatDidNotLeaveOnceWithTheirNumber() {
        long ann = state.recipient("10026", "ann@example.com", "Ann");
        long bob = state.recipient("10026", "bob@example.com", "Bob");
        long cho = state.recipient("10026", "cho@example.com", "Cho");
        message(ann, "failed", "EXTERNAL");
        message(bob, "failed", "EXTERNAL");
        message(cho, "unknown", "EXTERNAL");
        for (int i = 0; i < 2; i++) {
            undelivered(false, "554 no hunter2hunter2 here");
        }
        undelivered(true, "cut");
        tellAll();
        assertThat(slack.requests).isEmpty();
        state.advance(AlertLedger.QUIET);
        tellAll();
        assertThat(slack.requests).hasSize(2);
        assertThat(slack.requests.getFirst())
                .contains("weekly, issue of 2021-11-01: 2 mails did not leave (failed EXTERNAL)")
                .contains("site 10026")
                .contains("554 no ")
                .contains("https://report.example/console/runs/run-of-mails")
                .doesNotContain("hunter2", "example.com");
        assertThat(slack.requests.getLast()).contains("1 mail may not have left");
    }

    private void undelivered(boolean inDoubt, String line) {
        state.inTransaction(() -> listener.undelivered(
                new DeliveryEvent.MessageTroubled(run, "run-of-mails", "10026", inDoubt, FailureClass.EXTERNAL, line)));
    }

    private void message(long recipient, String messageState, String why) {
        state.jdbc()
                .sql(
                        "insert into message (public_id, run_id, wave, recipient_id, channel, state, attempts, not_before, "
                                + "failure_class, created_at) values (?, ?, 0, ?, 'smtp', ?, 1, ?, ?, ?)")
                .params(
                        "m" + recipient,
                        run,
                        recipient,
                        messageState,
                        state.instant().atOffset(ZoneOffset.UTC),
                        why,
                        state.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void tellsOfALateRunAtOnceAndOnce() {
        sender.start();
        RunLate late = new RunLate(
                summary(run, StateDatabase.MONDAY, RunState.WAITING), "did not begin", StateDatabase.MONDAY);
        state.inTransaction(() -> listener.late(late));
        state.inTransaction(() -> listener.late(late));
        Eventually.is("Slack has it", () -> alerts().equals(List.of("late: did not begin sent")));
        assertThat(slack.requests)
                .singleElement()
                .asString()
                .contains("Late – weekly, issue of 2021-11-01, due 2021-11-01 09:00 (Asia/Seoul)")
                .contains("did not begin");
    }

    @Test
    void tellsThatALaterRunHasNoSuchTrouble() {
        troubled(run, "cohort", CAUSE, "x");
        troubled(run, "site", "EXTERNAL store", "y");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        Instant next = StateDatabase.MONDAY.plus(Duration.ofDays(7));
        long later = state.run("run2", "weekly", next, true);
        troubled(later, "cohort", CAUSE, "x");
        ended(later, next, RunState.PARTIAL);
        ended(later, next, RunState.PARTIAL);
        tellAll();
        assertThat(alerts())
                .containsExactly(
                        CAUSE + " sent", "EXTERNAL store recovered", CAUSE + " sent", "recovered: EXTERNAL store sent");
        assertThat(slack.requests)
                .hasSize(4)
                .last()
                .asString()
                .contains("Recovered – weekly")
                .contains("no more EXTERNAL store");
        assertThat(hook.requests.getLast())
                .contains("\"event\":\"recovered\"")
                .contains("\"cause\":\"EXTERNAL store\"");
    }

    @Test
    void aRunThatWasMissedOrFailedAltogetherShowsNoRecovery() {
        troubled(run, "cohort", CAUSE, "x");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        Instant next = StateDatabase.MONDAY.plus(Duration.ofDays(7));
        long later = state.run("run2", "weekly", next, true);
        ended(later, next, RunState.MISSED);
        ended(later, next, RunState.FAILED);
        tellAll();
        assertThat(alerts()).containsExactly(CAUSE + " sent");
    }

    @Test
    void tellsThatARetryMendedAllOfIt() {
        long one = troubled(run, "cohort", CAUSE, "x");
        long two = troubled(run, "channel", CAUSE, "x");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        state.jdbc()
                .sql("update task set state = 'published' where id = ?")
                .param(one)
                .update();
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        assertThat(alerts()).containsExactly(CAUSE + " sent");
        state.jdbc()
                .sql("update task set state = 'published' where id = ?")
                .param(two)
                .update();
        ended(run, StateDatabase.MONDAY, RunState.SUCCEEDED);
        tellAll();
        assertThat(alerts()).containsExactly(CAUSE + " recovered", "recovered: " + CAUSE + " sent");
    }

    @Test
    void saysNothingOfTroubleThatWasMendedBeforeAnybodyHeard() {
        long task = troubled(run, "cohort", CAUSE, "x");
        state.jdbc()
                .sql("update task set state = 'published' where id = ?")
                .param(task)
                .update();
        ended(run, StateDatabase.MONDAY, RunState.SUCCEEDED);
        tellAll();
        assertThat(alerts()).containsExactly(CAUSE + " recovered");
        assertThat(slack.requests).isEmpty();
    }

    @Test
    void triesAgainWhenSlackRefusesOrStallsAndNeverTellsTheOtherTwice() {
        slack.then("500 broken", "STALL", "CUT", "429 slower|Retry-After: 90");
        troubled(run, "cohort", CAUSE, "x");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        assertThat(alerts()).containsExactly(CAUSE + " pending");
        for (int pause : new int[] {11, 21, 41}) {
            state.advance(Duration.ofSeconds(pause));
            tellAll();
        }
        assertThat(slack.requests).hasSize(4);
        state.advance(Duration.ofSeconds(89));
        tellAll();
        assertThat(slack.requests).hasSize(4);
        state.advance(Duration.ofSeconds(2));
        tellAll();
        assertThat(alerts()).containsExactly(CAUSE + " sent");
        assertThat(slack.requests).hasSize(5);
        assertThat(hook.requests).hasSize(1);
    }

    @Test
    void givesUpAfterHours() {
        slack.close();
        troubled(run, "cohort", CAUSE, "x");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        for (int i = 0; i < AlertSender.MOST_ATTEMPTS; i++) {
            tellAll();
            state.advance(Duration.ofHours(1));
        }
        assertThat(alerts()).containsExactly(CAUSE + " failed");
    }

    @Test
    void twoProcessesTellOnce() {
        for (int i = 0; i < 20; i++) {
            troubled(run, "r" + i, "USER cause-" + i, "x");
        }
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        AlertSender other = sender(List.of(channel("slack", slack.url())));
        sender.start();
        other.start();
        Eventually.is("all are told", () -> alerts().stream().allMatch(a -> a.endsWith("sent")));
        other.stop();
        assertThat(slack.requests).hasSize(20);
    }

    @Test
    void neitherSecretsNorMentionsNorMarkupGetThrough() {
        troubled(run, "a<!channel>b", "USER <!here>", "password=hunter2hunter2 <!channel> @channel & ``` *x* <@U1>");
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        String body = slack.requests.getFirst();
        assertThat(body)
                .doesNotContain("hunter2")
                .doesNotContain("<!")
                .doesNotContain("<@")
                .doesNotContain("@channel")
                .contains("&lt;!channel&gt;")
                .contains("&lt;!here&gt;")
                .contains("\"link_names\":false")
                .contains("''' *x*");
    }

    @Test
    void fitsIntoSlackHoweverLongALineIs() {
        troubled(run, "cohort", "USER " + "c".repeat(900), "&".repeat(90_000));
        ended(run, StateDatabase.MONDAY, RunState.PARTIAL);
        tellAll();
        assertThat(slack.requests.getFirst()).hasSizeLessThan(12_000);
        assertThat(alerts()).singleElement().asString().endsWith("sent");
    }
}

package io.broadsheet.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.problem.FailureClass;
import io.broadsheet.server.ShopProject;
import io.broadsheet.testing.MovedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the ledger promises, on each database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerSuite {
    private static final String BEGIN = "2021-10-29T00:00:00Z";
    private static final LocalDate MONDAY = LocalDate.of(2021, 11, 1);
    private static final String SCHEDULES = """

            schedules:
              weekly: { cron: "0 9 * * MON", reports: [weekly, orders], within: 3h }
              mail-all: { cron: "0 9 * * MON", reports: [weekly], catch-up: publish-all-mail-all }
              latest: { cron: "0 9 * * MON", reports: [weekly], catch-up: latest-only }
              nothing: { cron: "0 9 * * MON", reports: [weekly], catch-up: none }
              fresh:
                cron: "0 10 * * MON"
                reports: [weekly]
                ready: { source: files, sql: "select max(day) >= :period_end - interval 1 day from visits", wait-until: "12:00" }
            """;

    @TempDir
    static Path folder;

    private final MovedClock clock = new MovedClock(BEGIN);
    private String url = "";
    private Path project = Path.of("");
    private Rig rig;

    /// A new one.
    abstract String database(Path folder);

    @BeforeAll
    void open() {
        url = database(folder);
        project = ShopProject.in(newFolder(), SCHEDULES);
        rig = new Rig(url, project, clock, Set.of(), 2);
    }

    @BeforeEach
    void begin() {
        clock.set(BEGIN);
        rig.clean();
        rig.look();
    }

    @AfterAll
    void end() {
        rig.close();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(folder, "project");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another project over the same ledger.
    private void withProject(Path other, ThrowingRunnable test) throws IOException {
        Rig usual = rig;
        try (Rig changed = new Rig(url, other, clock, Set.of(), 2)) {
            rig = changed;
            test.run();
        } finally {
            rig = usual;
        }
    }

    private interface ThrowingRunnable {
        void run() throws IOException;
    }

    private static RunRequest request(List<String> reports, List<String> sites) {
        return new RunRequest(RunKind.MANUAL, Optional.empty(), Instant.EPOCH, reports, sites, MONDAY, true, "someone");
    }

    private RunSummary run(RunSummary run) {
        return rig.runs().find(run.id()).orElseThrow();
    }

    private TaskView task(RunSummary run, String site, String report) {
        return rig.runs().tasks(run.id()).stream()
                .filter(t -> t.siteId().equals(site) && t.report().equals(report))
                .findFirst()
                .orElseThrow();
    }

    private List<String> attempts(TaskView task) {
        return rig.runs().attempts(task.id()).stream()
                .map(a -> a.number() + " " + a.outcome().orElse("running")
                        + a.failureClass().map(c -> " " + c).orElse(""))
                .toList();
    }

    @Test
    void aNewScheduleIsDueFromNowOnAndNotBefore() {
        assertThat(rig.runs().latest(10)).isEmpty();
        clock.set("2021-10-31T23:59:59Z");
        rig.look();
        assertThat(rig.runs().latest(10)).isEmpty();
        clock.set("2021-11-01T00:00:00Z");
        rig.look();
        assertThat(rig.outcomes("weekly")).containsExactly("2021-11-01T00:00:00Z waiting mail");
        RunSummary run = rig.runs().schedules().getFirst().lastRun().orElseThrow();
        assertThat(run.issueDate()).isEqualTo(MONDAY);
        assertThat(run.deadline()).isEqualTo(Instant.parse("2021-11-01T03:00:00Z"));
        assertThat(rig.runs().tasks(run.id()))
                .extracting(t -> t.siteId() + " " + t.report() + " " + t.periodStart() + " " + t.periodEnd())
                .containsExactly(
                        "a1 orders 2021-10-25 2021-11-01",
                        "a1 weekly 2021-10-25 2021-11-01",
                        "b2 orders 2021-10-25 2021-11-01",
                        "b2 weekly 2021-10-25 2021-11-01",
                        "c3 orders 2021-10-25 2021-11-01",
                        "c3 weekly 2021-10-25 2021-11-01");
    }

    @Test
    void twoSchedulersMakeOneRun() throws InterruptedException {
        try (Rig other = new Rig(url, project, clock, Set.of(), 2)) {
            clock.set("2021-11-01T00:00:01Z");
            List<Thread> threads = List.of(
                    Thread.ofPlatform().start(rig::look), Thread.ofPlatform().start(other::look));
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(rig.outcomes("weekly")).hasSize(1);
            assertThat(rig.runs().latest(100)).hasSize(4);
            assertThat(rig.runs()
                            .tasks(rig.runs()
                                    .schedules()
                                    .getFirst()
                                    .lastRun()
                                    .orElseThrow()
                                    .id()))
                    .hasSize(6);
        }
    }

    @Test
    void asksTwiceForADueTimeAndGetsOneRun() {
        clock.set("2021-11-01T00:00:00Z");
        RunRequest due = new RunRequest(
                RunKind.SCHEDULED,
                Optional.of("weekly"),
                clock.instant(),
                List.of("weekly"),
                List.of(),
                MONDAY,
                true,
                "schedule");
        RunSummary first = rig.runs().start(due);
        assertThat(rig.runs().start(due).id()).isEqualTo(first.id());
        rig.look();
        assertThat(rig.outcomes("weekly")).hasSize(1);
    }

    @Test
    void aClockThatGoesBackMakesNothingTwiceAndLeavesNothingOut() {
        clock.set("2021-11-01T00:00:10Z");
        rig.look();
        rig.work();
        clock.set("2021-10-31T22:00:00Z");
        rig.look();
        clock.set("2021-11-01T00:00:10Z");
        rig.look();
        clock.set("2021-11-08T00:00:10Z");
        rig.look();
        assertThat(rig.outcomes("nothing"))
                .containsExactly("2021-11-01T00:00:00Z succeeded mail", "2021-11-08T00:00:00Z waiting mail");
    }

    @Test
    void afterDowntimeEachPolicyPublishesMailsAndMissesWhatItSays() {
        clock.set("2021-11-16T08:00:00Z");
        rig.look();
        assertThat(rig.outcomes("weekly"))
                .containsExactly(
                        "2021-11-01T00:00:00Z waiting",
                        "2021-11-08T00:00:00Z waiting",
                        "2021-11-15T00:00:00Z waiting mail");
        assertThat(rig.outcomes("mail-all"))
                .containsExactly(
                        "2021-11-01T00:00:00Z waiting mail",
                        "2021-11-08T00:00:00Z waiting mail",
                        "2021-11-15T00:00:00Z waiting mail");
        assertThat(rig.outcomes("latest"))
                .containsExactly(
                        "2021-11-01T00:00:00Z missed",
                        "2021-11-08T00:00:00Z missed",
                        "2021-11-15T00:00:00Z waiting mail");
        assertThat(rig.outcomes("nothing"))
                .containsExactly(
                        "2021-11-01T00:00:00Z missed", "2021-11-08T00:00:00Z missed", "2021-11-15T00:00:00Z missed");
        RunSummary caughtUp = rig.runs().schedules().getFirst().lastRun().orElseThrow();
        assertThat(caughtUp.deadline()).isEqualTo(clock.instant().plus(Duration.ofHours(3)));
    }

    @Test
    void whatIsDueWhileAScheduleIsPausedIsVisiblyMissed() {
        rig.runs().pause("weekly", true, "someone");
        clock.set("2021-11-01T00:00:10Z");
        rig.look();
        rig.runs().pause("weekly", false, "someone");
        clock.set("2021-11-08T00:00:10Z");
        rig.look();
        assertThat(rig.outcomes("weekly"))
                .containsExactly("2021-11-01T00:00:00Z missed", "2021-11-08T00:00:00Z waiting mail");
        assertThat(rig.runs().schedules().getFirst().nextDue())
                .startsWith(Instant.parse("2021-11-15T00:00:00Z"), Instant.parse("2021-11-22T00:00:00Z"));
    }

    @Test
    void aRunPublishesItsSitesAndEndsAsItsTasksDid() {
        RunSummary run = rig.runs().start(request(List.of(), List.of()));
        assertThat(run.state()).isEqualTo(RunState.WAITING);
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run(run).tasks()).containsEntry(TaskState.PUBLISHED, 6).hasSize(1);
        assertThat(rig.events(ScheduleEvent.RunStarted.class)).hasSize(1);
        assertThat(rig.events(ScheduleEvent.SiteEnded.class))
                .extracting(e -> e.siteId() + " " + e.revisionIds().size())
                .containsExactlyInAnyOrder("a1 2", "b2 2", "c3 2");
        assertThat(rig.events(ScheduleEvent.RunEnded.class))
                .extracting(e -> e.run().state())
                .containsExactly(RunState.SUCCEEDED);
        AttemptView attempt =
                rig.runs().attempts(task(run, "a1", "weekly").id()).getFirst();
        assertThat(attempt.outcome()).contains("published");
        assertThat(attempt.log().lines())
                .isNotEmpty()
                .anyMatch(line -> line.contains("dataset visits read"))
                .filteredOn(line -> line.contains("site="))
                .allMatch(line -> line.contains("run=" + run.publicId() + " site=a1 report=weekly attempt=1"));
        assertThat(rig.runs().attempt(attempt.publicId())).contains(attempt);
    }

    @Test
    void whatHasNoDataIsHeldToldOnceAndNotTriedAgain() {
        RunSummary run = rig.runs()
                .start(new RunRequest(
                        RunKind.MANUAL,
                        Optional.empty(),
                        clock.instant(),
                        List.of("weekly"),
                        List.of("a1"),
                        MONDAY.plusWeeks(1),
                        true,
                        "someone"));
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
        TaskView task = task(run, "a1", "weekly");
        assertThat(task.state()).isEqualTo(TaskState.HELD);
        assertThat(task.revisionId()).isPresent();
        assertThat(task.failureClass()).contains(FailureClass.USER);
        assertThat(rig.events(ScheduleEvent.TaskTroubled.class))
                .extracting(ScheduleEvent.TaskTroubled::cause)
                .containsExactly("USER expectation");
        assertThat(rig.events(ScheduleEvent.SiteEnded.class).getFirst().revisionIds())
                .isEmpty();
    }

    @Test
    void aMistakeInOneReportFailsThatReportOnly() throws IOException {
        Path mistaken = ShopProject.in(newFolder(), "");
        Path report = mistaken.resolve("reports/orders/report.md");
        Files.writeString(report, Files.readString(report).replace("select day, orders", "select day, ordrs"));
        withProject(mistaken, this::assertMistakeInOrdersOnly);
    }

    private void assertMistakeInOrdersOnly() {
        RunSummary run = rig.runs().start(request(List.of(), List.of("a1")));
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.PARTIAL);
        TaskView task = task(run, "a1", "orders");
        assertThat(task.state()).isIn(TaskState.FAILED, TaskState.HELD);
        assertThat(task.failureClass()).contains(FailureClass.USER);
        assertThat(rig.runs().attempts(task.id()).getLast().problems()).contains("\"code\":\"unknown-column\"");
        assertThat(rig.events(ScheduleEvent.TaskTroubled.class))
                .extracting(ScheduleEvent.TaskTroubled::cause)
                .containsExactly("USER unknown-column");
    }

    @Test
    void aDatasetThatCanNotBeReadFailsOnlyTheReportsThatUseIt() throws IOException {
        Path mistaken = ShopProject.in(newFolder(), "");
        Files.writeString(
                mistaken.resolve("datasets/other.sql"),
                "-- source: files\n-- site: site_id\nselect site_id, nothing from visits\n");
        Path report = mistaken.resolve("reports/orders/report.md");
        Files.writeString(report, Files.readString(report).replace("from visits", "from other"));
        withProject(mistaken, () -> {
            RunSummary run = rig.runs().start(request(List.of(), List.of()));
            rig.work();
            assertThat(run(run).tasks()).containsEntry(TaskState.PUBLISHED, 3);
            assertThat(task(run, "b2", "orders").failureClass()).contains(FailureClass.USER);
        });
    }

    @Test
    void aStoreThatDoesNotAnswerIsTriedAgainLaterAndLater() {
        rig.editions.storing(rendering -> {
            throw new IOException("connection refused");
        });
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("a1")));
        rig.work();
        TaskView task = task(run, "a1", "weekly");
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        assertThat(rig.events(ScheduleEvent.TaskTroubled.class)).isEmpty();
        rig.work();
        assertThat(attempts(task)).containsExactly("1 failed EXTERNAL");
        clock.move(Duration.ofMinutes(1));
        rig.work();
        clock.move(Duration.ofMinutes(1));
        rig.work();
        assertThat(attempts(task)).containsExactly("1 failed EXTERNAL", "2 failed EXTERNAL");
        clock.move(Duration.ofMinutes(1));
        rig.editions.storing(rendering -> {});
        rig.work();
        assertThat(attempts(task)).containsExactly("1 failed EXTERNAL", "2 failed EXTERNAL", "3 published");
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aStoreThatNeverAnswersFailsForGoodAndIsToldOnce() {
        rig.editions.storing(rendering -> {
            throw new IOException("connection refused");
        });
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("a1")));
        for (int i = 0; i < 10; i++) {
            rig.work();
            clock.move(Duration.ofMinutes(15));
        }
        assertThat(task(run, "a1", "weekly").state()).isEqualTo(TaskState.FAILED);
        assertThat(attempts(task(run, "a1", "weekly"))).hasSize(Retry.EXTERNAL_TRIES);
        assertThat(rig.events(ScheduleEvent.TaskTroubled.class))
                .extracting(ScheduleEvent.TaskTroubled::cause)
                .containsExactly("EXTERNAL store-unavailable");
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void aBugIsTriedOnceMore() {
        rig.editions.storing(rendering -> {
            throw new IllegalStateException("a bug");
        });
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("a1")));
        for (int i = 0; i < 4; i++) {
            rig.work();
            clock.move(Duration.ofMinutes(15));
        }
        assertThat(attempts(task(run, "a1", "weekly"))).containsExactly("1 failed INTERNAL", "2 failed INTERNAL");
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void whatWasTooMuchIsMadeLaterAndByItself() {
        rig.editions.storing(rendering -> {
            throw new OutOfMemoryError("not really");
        });
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of()));
        rig.work();
        assertThat(run(run).tasks()).containsEntry(TaskState.PENDING, 3);
        clock.move(Retry.RESOURCES_PAUSE);
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        rig.editions.storing(rendering -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            together.decrementAndGet();
        });
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(attempts(task(run, "a1", "weekly"))).containsExactly("1 failed RESOURCES", "2 published");
        assertThat(most).hasValue(1);
    }

    @Test
    void aSecretIsNeitherInTheLogNorInTheFailure() {
        rig.editions.storing(rendering -> {
            throw new IOException("refused: password=hunter2 for https://me:hunter2@store");
        });
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("a1")));
        rig.work();
        TaskView task = task(run, "a1", "weekly");
        AttemptView attempt = rig.runs().attempts(task.id()).getFirst();
        assertThat(attempt.log()).contains("refused").doesNotContain("hunter2");
        assertThat(attempt.failure().orElseThrow()).contains("refused").doesNotContain("hunter2");
        assertThat(task.failure().orElseThrow()).contains("refused").doesNotContain("hunter2");
    }

    @Test
    void aTaskThatEndedCanBeTriedAgainByHand() {
        rig.editions.storing(rendering -> {
            throw new IllegalStateException("a bug");
        });
        RunSummary run = rig.runs().start(request(List.of(), List.of("a1")));
        rig.work();
        clock.move(Duration.ofMinutes(5));
        rig.work();
        rig.editions.storing(rendering -> {});
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
        clock.move(Duration.ofDays(2));
        TaskView task = task(run, "a1", "weekly");
        assertThat(rig.runs().retry(task.id(), "someone")).isTrue();
        assertThat(rig.runs().retry(task.id(), "someone")).as("is pending now").isFalse();
        assertThat(run(run).state()).isEqualTo(RunState.RUNNING);
        rig.look();
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.PARTIAL);
        assertThat(attempts(task)).containsExactly("1 failed INTERNAL", "2 failed INTERNAL", "3 published");
        assertThat(rig.events(ScheduleEvent.SiteEnded.class).getLast().revisionIds())
                .hasSize(1);
    }

    @Test
    void aRunIsCancelledWhereItHasNotBegun() {
        RunSummary run = rig.runs().start(request(List.of(), List.of()));
        rig.part().leases().take(run.id(), "a1", List.of("weekly", "orders"), "a worker");
        rig.runs().cancel(run.id(), "someone");
        assertThat(run(run).tasks()).containsEntry(TaskState.RUNNING, 2).containsEntry(TaskState.CANCELLED, 4);
        clock.move(Duration.ofMinutes(5));
        rig.look();
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.PARTIAL);
        RunSummary other = rig.runs().start(request(List.of(), List.of()));
        rig.runs().cancel(other.id(), "someone");
        assertThat(run(other).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void whatADeadWorkerHeldIsFinishedByAnother() {
        RunSummary run = rig.runs().start(request(List.of(), List.of()));
        rig.part().leases().take(run.id(), "b2", List.of("weekly", "orders"), "dead");
        rig.work();
        assertThat(run(run).tasks()).containsEntry(TaskState.PUBLISHED, 4).containsEntry(TaskState.RUNNING, 2);
        clock.move(Leases.LEASE.plusSeconds(1));
        rig.look();
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(attempts(task(run, "b2", "weekly"))).containsExactly("1 lost EXTERNAL", "2 published");
    }

    @Test
    void whoComesBackLateCanWriteNothing() {
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("b2")));
        Claim late = rig.part()
                .leases()
                .take(run.id(), "b2", List.of("weekly"), "asleep")
                .orElseThrow();
        assertThat(rig.part().leases().renew(late)).isTrue();
        clock.move(Leases.LEASE.plusSeconds(1));
        rig.look();
        assertThat(rig.part().leases().renew(late)).isFalse();
        rig.work();
        assertThat(rig.part().leases().renew(late)).isFalse();
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
        rig.runs().retry(task(run, "b2", "weekly").id(), "someone");
        Claim now = rig.part()
                .leases()
                .take(run.id(), "b2", List.of("weekly"), "awake")
                .orElseThrow();
        assertThat(rig.part().leases().renew(late)).isFalse();
        assertThat(rig.part().leases().renew(now)).isTrue();
    }

    @Test
    void aTaskThatKillsItsWorkersIsGivenUp() {
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("b2")));
        for (int i = 0; i < Leases.LOST_THEN_FAILED; i++) {
            assertThat(rig.part().leases().take(run.id(), "b2", List.of("weekly"), "dead " + i))
                    .isPresent();
            clock.move(Leases.LEASE.plusSeconds(1));
            rig.look();
        }
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
        assertThat(rig.events(ScheduleEvent.TaskTroubled.class))
                .extracting(ScheduleEvent.TaskTroubled::cause)
                .containsExactly("RESOURCES worker-lost");
    }

    @Test
    void aRunThatDoesNotEndByItsDeadlineEndsThereAndIsToldOf() {
        clock.set("2021-11-01T00:00:00Z");
        rig.look();
        RunSummary run = rig.runs().schedules().getFirst().lastRun().orElseThrow();
        rig.part().leases().take(run.id(), "a1", List.of("weekly", "orders"), "slow");
        clock.move(Duration.ofSeconds(30));
        clock.set("2021-11-01T03:00:00Z");
        rig.jdbc
                .sql("update task set lease_until = ? where state = 'running'")
                .param(SqlTime.of(clock.instant().plusSeconds(60)))
                .update();
        rig.look();
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
        assertThat(run(run).tasks()).containsEntry(TaskState.FAILED, 2).containsEntry(TaskState.MISSED, 4);
        assertThat(rig.events(ScheduleEvent.RunLate.class))
                .filteredOn(e -> e.run().id() == run.id())
                .extracting(ScheduleEvent.RunLate::what)
                .containsExactly("end");
        assertThat(attempts(task(run, "a1", "weekly"))).containsExactly("1 failed RESOURCES");
        assertThat(rig.editions.missed)
                .contains(
                        "b2 weekly 2021-11-01", "b2 orders 2021-11-01", "c3 weekly 2021-11-01", "c3 orders 2021-11-01");
        rig.look();
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void whatTheStoreTakesAfterTheDeadlineIsNoEdition() {
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("b2")));
        rig.editions.storing(rendering -> {
            clock.move(Duration.ofDays(2));
            rig.look();
        });
        rig.work();
        assertNothingCameOf(run);
    }

    @Test
    void whatTheStoreTakesAfterItsTaskWasGivenUpIsNoEdition() {
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("b2")));
        for (int i = 1; i < Leases.LOST_THEN_FAILED; i++) {
            assertThat(rig.part().leases().take(run.id(), "b2", List.of("weekly"), "dead " + i))
                    .isPresent();
            clock.move(Leases.LEASE.plusSeconds(1));
            rig.look();
        }
        rig.editions.storing(rendering -> {
            clock.move(Leases.LEASE.plusSeconds(1));
            rig.look();
        });
        rig.work();
        assertNothingCameOf(run);
    }

    private void assertNothingCameOf(RunSummary run) {
        assertThat(run(run).state()).isEqualTo(RunState.FAILED);
        assertThat(task(run, "b2", "weekly").state()).isEqualTo(TaskState.FAILED);
        assertThat(rig.jdbc
                        .sql("select state || coalesce(current_revision, 0) from edition where site_id = 'b2'")
                        .query(String.class)
                        .list())
                .containsExactly("failed0");
        rig.editions.storing(rendering -> {});
        rig.runs().retry(task(run, "b2", "weekly").id(), "someone");
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aRunThatNoWorkerBeginsIsToldOfOnce() {
        RunSummary run = rig.runs().start(request(List.of(), List.of()));
        rig.look();
        clock.move(Deadlines.BEGIN_WITHIN);
        rig.look();
        clock.move(Duration.ofMinutes(1));
        rig.look();
        assertThat(rig.events(ScheduleEvent.RunLate.class))
                .extracting(e -> e.run().id() + " " + e.what())
                .containsExactly(run.id() + " begin");
    }

    @Test
    void aRunBeginsWhenItsDataIsReady() {
        clock.set("2021-11-01T01:00:00Z");
        rig.look();
        assertThat(rig.outcomes("fresh")).containsExactly("2021-11-01T01:00:00Z waiting mail");
        rig.work();
        assertThat(rig.outcomes("fresh")).containsExactly("2021-11-01T01:00:00Z succeeded mail");
    }

    @Test
    void aRunWhoseDataIsNotReadyInTimeIsMissed() {
        clock.set("2021-11-07T00:00:00Z");
        rig.look();
        clock.set("2021-11-08T01:00:00Z");
        rig.look();
        rig.work();
        assertThat(rig.outcomes("fresh")).contains("2021-11-08T01:00:00Z waiting mail");
        clock.set("2021-11-08T02:59:00Z");
        rig.look();
        rig.work();
        assertThat(rig.outcomes("fresh")).contains("2021-11-08T01:00:00Z waiting mail");
        clock.set("2021-11-08T03:00:00Z");
        rig.look();
        assertThat(rig.outcomes("fresh")).contains("2021-11-08T01:00:00Z missed mail");
        assertThat(rig.events(ScheduleEvent.RunLate.class))
                .filteredOn(e -> e.run().schedule().equals(Optional.of("fresh"))
                        && e.run().due().equals(Instant.parse("2021-11-08T01:00:00Z")))
                .extracting(e -> e.what() + " " + e.run().state())
                .containsExactly("ready MISSED");
    }

    @Test
    void aRunWhoseDataCameTooLateIsMadeAfterAll() {
        clock.set("2021-11-07T00:00:00Z");
        rig.look();
        clock.set("2021-11-08T01:00:00Z");
        rig.look();
        clock.set("2021-11-08T03:00:00Z");
        rig.look();
        RunSummary run = latestOf("fresh", LocalDate.of(2021, 11, 8));
        assertThat(run.tasks()).containsOnlyKeys(TaskState.MISSED);
        assertMadeAfterAll(run, true);
    }

    @Test
    void aRunThatWasLeftOutIsMadeAfterAllForItsOwnDay() {
        clock.set("2021-11-16T08:00:00Z");
        rig.look();
        RunSummary run = latestOf("nothing", MONDAY);
        assertThat(run.tasks()).isEmpty();
        assertMadeAfterAll(run, false);
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.runs().tasks(run.id()))
                .hasSize(3)
                .allMatch(t -> t.periodEnd().equals(MONDAY) && t.report().equals("weekly"));
    }

    private RunSummary latestOf(String schedule, LocalDate issueDate) {
        return rig.runs().latest(100).stream()
                .filter(r -> r.schedule().equals(Optional.of(schedule)))
                .filter(r -> r.issueDate().equals(issueDate))
                .findFirst()
                .orElseThrow();
    }

    private void assertMadeAfterAll(RunSummary run, boolean mail) {
        assertThat(run.state()).isEqualTo(RunState.MISSED);
        assertThat(rig.runs().makeMissed(run.id(), mail, "someone")).isTrue();
        assertThat(rig.runs().makeMissed(run.id(), !mail, "another")).isFalse();
        assertThat(run(run).state()).isEqualTo(RunState.WAITING);
        assertThat(run(run).deadline()).isAfter(clock.instant());
        rig.look();
        rig.work();
        assertThat(run(run).state().isEnd()).isTrue();
        assertThat(run(run).tasks()).isNotEmpty().doesNotContainKey(TaskState.MISSED);
        assertThat(run(run).mail()).isEqualTo(mail);
        assertThat(run(run).note()).isEqualTo("Made after all by someone");
    }

    @Test
    void aRunByHandIsOfToday() {
        clock.set("2021-11-01T23:00:00Z");
        RunSummary run = rig.runs().runNow("weekly", false, "someone");
        assertThat(run.issueDate()).as("in Seoul").isEqualTo(MONDAY.plusDays(1));
        assertThat(run.kind()).isEqualTo(RunKind.MANUAL);
        assertThat(run.mail()).isFalse();
        assertThat(run.schedule()).isEmpty();
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void unknownReportsAndSitesAreRefused() {
        assertThatThrownBy(() -> rig.runs().start(request(List.of("weekly", "wekly"), List.of())))
                .hasMessage("no report is named 'wekly'");
        assertThatThrownBy(() -> rig.runs().start(request(List.of(), List.of("a1", "z9"))))
                .hasMessage("no site is named 'z9'");
        assertThat(rig.runs().latest(10)).isEmpty();
    }

    @Test
    void whatListenersWriteIsWrittenWithTheEndOrNotAtAll() {
        RunSummary run = rig.runs().start(request(List.of("weekly"), List.of("a1")));
        rig.refuse(ScheduleEvent.SiteEnded.class);
        rig.work();
        TaskView task = task(run, "a1", "weekly");
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        assertThat(task.failureClass()).contains(FailureClass.INTERNAL);
        rig.clearRefusal();
        clock.move(Duration.ofMinutes(2));
        rig.work();
        assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
    }
}

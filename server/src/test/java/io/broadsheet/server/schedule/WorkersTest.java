package io.broadsheet.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.ServerRole;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.TestPostgres;
import io.broadsheet.testing.Eventually;
import io.broadsheet.testing.MovedClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole processes, woken by db-scheduler.
class WorkersTest {
    private static final RunRequest ALL = new RunRequest(
            RunKind.MANUAL,
            Optional.empty(),
            Instant.EPOCH,
            List.of(),
            List.of(),
            LocalDate.of(2021, 11, 1),
            true,
            "someone");
    private static final String WEEKLY = "\nschedules:\n  weekly: { cron: \"0 9 * * MON\" }\n";

    @TempDir
    Path folder;

    private static RunSummary ended(Rig rig, RunSummary run) {
        Eventually.is(
                "the run has ended",
                () -> rig.runs().find(run.id()).orElseThrow().state().isEnd());
        return rig.runs().find(run.id()).orElseThrow();
    }

    @Test
    void twoWorkersMakeEachOfTwoHundredSitesOnce() {
        Path project = TwoHundred.in(folder, "");
        String url = TestPostgres.database();
        InstantSource clock = InstantSource.system();
        try (Rig web = new Rig(url, project, clock, Set.of(ServerRole.WEB), 1);
                Rig one = new Rig(url, project, clock, Set.of(ServerRole.WORKER), 1);
                Rig two = new Rig(url, project, clock, Set.of(ServerRole.WORKER), 1)) {
            RunSummary run = ended(web, web.runs().start(ALL));
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.tasks()).containsEntry(TaskState.PUBLISHED, 2 * TwoHundred.SITES);
            assertThat(web.jdbc
                            .sql("select count(*) from attempt")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2 * TwoHundred.SITES);
            assertThat(web.jdbc
                            .sql("select count(*) from revision")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2 * TwoHundred.SITES);
            assertThat(web.jdbc
                            .sql("select distinct worker from attempt")
                            .query(String.class)
                            .list())
                    .as("both worked")
                    .hasSize(2);
            assertThat(one.events(ScheduleEvent.SiteEnded.class).size()
                            + two.events(ScheduleEvent.SiteEnded.class).size())
                    .isEqualTo(TwoHundred.SITES);
            assertThat(one.events(ScheduleEvent.RunEnded.class).size()
                            + two.events(ScheduleEvent.RunEnded.class).size())
                    .isEqualTo(1);
            Eventually.is(
                    "no wake is left",
                    () -> web.jdbc
                                    .sql("select count(*) from scheduled_tasks")
                                    .query(Integer.class)
                                    .single()
                            == 0);
        }
    }

    @Test
    void aWeekOfOneProcessOnAnEmbeddedDatabase() {
        Path project = ShopProject.in(folder, WEEKLY);
        MovedClock clock = new MovedClock("2021-10-31T23:59:00Z");
        String url = H2LedgerTest.inFile(folder);
        try (Rig rig = new Rig(url, project, clock, Set.of(ServerRole.values()), 2)) {
            Eventually.is(
                    "the schedule is known",
                    () -> rig.jdbc
                                    .sql("select count(*) from schedule_state")
                                    .query(Integer.class)
                                    .single()
                            == 1);
            assertThat(rig.runs().latest(10)).isEmpty();
            clock.set("2021-11-01T00:00:01Z");
            Eventually.is(
                    "the run has ended",
                    () -> rig.outcomes("weekly").equals(List.of("2021-11-01T00:00:00Z succeeded mail")));
            assertThat(rig.jdbc
                            .sql("select count(*) from edition where state = 'published'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(6);
            clock.set("2021-11-08T00:00:01Z");
            Eventually.is(
                    "the next run has ended",
                    () -> rig.outcomes("weekly").size() == 2
                            && rig.runs().latest(1).getFirst().state().isEnd());
            assertThat(rig.runs().latest(1).getFirst().tasks())
                    .as("the last week has no data: visits are held, the others are published")
                    .containsEntry(TaskState.HELD, 3)
                    .containsEntry(TaskState.PUBLISHED, 3);
        }
        try (Rig again = new Rig(url, project, clock, Set.of(ServerRole.values()), 2)) {
            assertThat(again.outcomes("weekly")).as("kept").hasSize(2);
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyFromWorking() {
        Path project = ShopProject.in(folder, "");
        MovedClock clock = new MovedClock("2021-11-01T12:00:00Z");
        try (Rig rig = new Rig(H2LedgerTest.inFile(folder), project, clock, Set.of(ServerRole.values()), 2)) {
            assertThat(ended(rig, rig.runs().start(ALL)).state()).isEqualTo(RunState.SUCCEEDED);
            clock.set("2021-11-01T06:00:00Z");
            assertThat(ended(rig, rig.runs().start(ALL)).state()).isEqualTo(RunState.SUCCEEDED);
            rig.jdbc.sql("delete from scheduled_tasks").update();
            assertThat(ended(rig, rig.runs().start(ALL)).state()).isEqualTo(RunState.SUCCEEDED);
        }
    }

    @Test
    void aLostTableOfWakesLosesNothing() {
        Path project = ShopProject.in(folder, "");
        MovedClock clock = new MovedClock("2021-11-01T00:00:00Z");
        String url = TestPostgres.database();
        RunSummary run;
        try (Rig web = new Rig(url, project, clock, Set.of(ServerRole.WEB), 1)) {
            run = web.runs().start(ALL);
            web.jdbc.sql("delete from scheduled_tasks").update();
        }
        try (Rig rig = new Rig(url, project, clock, Set.of(ServerRole.WORKER, ServerRole.SCHEDULER), 2)) {
            assertThat(ended(rig, run).state()).isEqualTo(RunState.SUCCEEDED);
        }
    }

    @Test
    void aWorkerThatStopsEndsItsSiteAndLeavesTheOthers() throws InterruptedException {
        Path project = ShopProject.in(folder, "");
        String url = TestPostgres.database();
        InstantSource clock = InstantSource.system();
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        RunSummary run;
        try (Rig web = new Rig(url, project, clock, Set.of(ServerRole.WEB), 1)) {
            Rig worker = new Rig(url, project, clock, Set.of(ServerRole.WORKER), 1);
            worker.editions.storing(rendering -> {
                storing.countDown();
                await(closing);
            });
            run = web.runs().start(ALL);
            storing.await();
            Thread closer = Thread.ofPlatform().start(worker::close);
            closing.countDown();
            closer.join();
            RunSummary left = web.runs().find(run.id()).orElseThrow();
            assertThat(left.tasks().getOrDefault(TaskState.RUNNING, 0)).isZero();
            assertThat(left.tasks().getOrDefault(TaskState.PUBLISHED, 0)).isPositive();
        }
        try (Rig other = new Rig(url, project, clock, Set.of(ServerRole.WORKER, ServerRole.SCHEDULER), 1)) {
            assertThat(ended(other, run).state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(other.jdbc
                            .sql("select count(*) from attempt")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(6);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

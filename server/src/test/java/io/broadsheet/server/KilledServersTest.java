package io.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.schedule.RunKind;
import io.broadsheet.server.schedule.RunRequest;
import io.broadsheet.server.schedule.RunState;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.schedule.TwoHundred;
import io.broadsheet.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two whole servers at 200 sites, with a real store and real mails, of which one is killed again and again wherever it
/// is: in a query, in the middle of a file, in the middle of a mail.
@Tag("slow")
class KilledServersTest {
    private static final int KILLS = 20;
    private static final long SEED = 20211101;
    private static final int EDITIONS = 2 * TwoHundred.SITES;

    @TempDir
    Path folder;

    private final List<ServeProcess> workers = new ArrayList<>();

    @Test
    void everyEditionIsMadeOnceAndNobodyIsMailedTwice() throws Exception {
        try (Surroundings around = new Surroundings()) {
            int port = DiversWeek.freePort();
            Path project = TwoHundred.in(folder, around.yaml(port));
            // So that there is something to be killed in the middle of.
            around.toStore.delay(Duration.ofMillis(60));
            around.toMail.delay(Duration.ofMillis(15));
            ServerOptions web = ServerOptions.of(project)
                    .withHome(folder.resolve("web"))
                    .withPort(port)
                    .withRoles(Set.of(ServerRole.WEB));
            try (BroadsheetServer server = BroadsheetServer.start(web, InstantSource.system(), Map.of())) {
                RunSummary run = server.part(Runs.class)
                        .start(new RunRequest(
                                RunKind.MANUAL,
                                Optional.empty(),
                                Instant.EPOCH,
                                List.of(),
                                List.of(),
                                LocalDate.of(2021, 11, 1),
                                true,
                                "someone"));
                begin(project);
                begin(project);
                Random random = new Random(SEED);
                for (int kill = 0; kill < KILLS; kill++) {
                    killOne(server, project, random);
                }
                until(
                        "the run has ended",
                        () -> server.part(Runs.class)
                                .find(run.id())
                                .orElseThrow()
                                .state()
                                .isEnd());
                until("nothing waits to be sent", () -> count(server, "message where state = 'pending'") == 0);
                check(server, run, around.received());
            } finally {
                workers.forEach(ServeProcess::close);
            }
        }
    }

    private void begin(Path project) {
        int number = workers.size();
        workers.add(new ServeProcess(
                project, "worker,scheduler", 0, folder.resolve("home" + number), folder.resolve("workers.log")));
    }

    /// Once it works, and a moment later; another takes its place.
    private void killOne(BroadsheetServer server, Path project, Random random) throws InterruptedException {
        ServeProcess victim = workers.get(random.nextInt(workers.size()));
        until("it works, or there is nothing left to do", () -> holds(server, victim) || over(server));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(900)).toNanos());
        assertThat(victim.isAlive()).isTrue();
        victim.kill();
        workers.remove(victim);
        begin(project);
    }

    private static boolean holds(BroadsheetServer server, ServeProcess worker) {
        return count(server, "task where state = 'running' and worker like '%-" + worker.pid() + "-%'") > 0;
    }

    private static boolean over(BroadsheetServer server) {
        return count(server, "run where ended_at is null") == 0;
    }

    private static long count(BroadsheetServer server, String from) {
        return server.part(JdbcClient.class)
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    private static void until(String what, Eventually.Condition condition) {
        Eventually.is(what, Duration.ofMinutes(8), condition);
    }

    private void check(BroadsheetServer server, RunSummary run, Map<String, Long> received) throws Exception {
        assertThat(server.part(Runs.class).find(run.id()).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(count(server, "attempt where outcome = 'lost'"))
                .as("kills were in the middle of something")
                .isGreaterThanOrEqualTo(KILLS / 2);
        assertThat(count(server, "attempt where outcome = 'published'")).isEqualTo(EDITIONS);
        assertThat(count(server, "attempt where outcome is null")).isZero();
        assertThat(count(server, "edition where state = 'published'")).isEqualTo(EDITIONS);
        assertThat(count(server, "revision")).isEqualTo(EDITIONS);
        Editions editions = server.part(Editions.class);
        for (long id = 1; id <= EDITIONS; id += 7) {
            for (RevisionView revision : editions.revisions(id)) {
                // Read from the store, and verified.
                assertThat(editions.page(revision)).isNotEmpty();
            }
        }
        // Who got two?
        assertThat(received.values()).allMatch(n -> n == 1);
        assertThat(count(server, "message")).isEqualTo(TwoHundred.SITES);
        // What a dead process was sending, nobody knows of, and it is not sent again.
        long inDoubt = count(server, "message where state in ('sending', 'unknown')");
        assertThat(inDoubt).isLessThanOrEqualTo(KILLS * 4L);
        assertThat(count(server, "message where state = 'sent'")).isEqualTo(TwoHundred.SITES - inDoubt);
        assertThat((long) received.size()).isBetween(TwoHundred.SITES - inDoubt, (long) TwoHundred.SITES);
    }
}

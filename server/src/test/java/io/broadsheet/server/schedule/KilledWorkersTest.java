package io.broadsheet.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.Eventually;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two worker processes over 200 sites, of which one is killed again and again, wherever it is.
@Tag("slow")
class KilledWorkersTest {
    private static final int KILLS = 20;
    private static final long SEED = 20211101;

    @TempDir
    Path folder;

    private final List<Process> workers = new ArrayList<>();
    private String url = "";
    private Path project = Path.of("");

    @Test
    void everyEditionIsMadeOnceAndEverySiteIsToldOnce() throws IOException, InterruptedException {
        project = TwoHundred.in(folder, "");
        url = TestPostgres.database();
        try (Rig web = new Rig(url, project, InstantSource.system(), Set.of(ServerRole.WEB), 1)) {
            web.jdbc
                    .sql("create table site_ended (run_id bigint, site_id varchar(200), revisions integer)")
                    .update();
            RunSummary run = web.runs()
                    .start(new RunRequest(
                            RunKind.MANUAL,
                            Optional.empty(),
                            Instant.EPOCH,
                            List.of(),
                            List.of(),
                            LocalDate.of(2021, 11, 1),
                            true,
                            "someone"));
            workers.add(WorkerProcess.start(url, project, folder.resolve("worker.log")));
            workers.add(WorkerProcess.start(url, project, folder.resolve("worker.log")));
            Random random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                killOne(web, run, random);
            }
            Eventually.is(
                    "the run has ended",
                    Duration.ofMinutes(6),
                    () -> web.runs().find(run.id()).orElseThrow().state().isEnd());
            assertThat(web.runs().find(run.id()).orElseThrow().tasks())
                    .containsOnlyKeys(TaskState.PUBLISHED)
                    .containsEntry(TaskState.PUBLISHED, 2 * TwoHundred.SITES);
            assertThat(count(web, "select count(*) from attempt where outcome = 'lost'"))
                    .as("kills were in the middle of something")
                    .isGreaterThanOrEqualTo(KILLS / 2);
            assertThat(count(web, "select count(*) from attempt where outcome = 'published'"))
                    .isEqualTo(2 * TwoHundred.SITES);
            assertThat(count(web, "select count(*) from attempt where outcome is null"))
                    .isZero();
            assertThat(count(web, "select count(*) from edition where state = 'published'"))
                    .isEqualTo(2 * TwoHundred.SITES);
            assertThat(count(web, "select count(*) from revision")).isEqualTo(2 * TwoHundred.SITES);
            assertThat(count(web, "select count(*) from site_ended where revisions = 2"))
                    .isEqualTo(TwoHundred.SITES);
            assertThat(count(web, "select count(distinct site_id) from site_ended"))
                    .isEqualTo(TwoHundred.SITES);
        } finally {
            for (Process worker : workers) {
                worker.destroyForcibly().waitFor();
            }
        }
    }

    private static int count(Rig rig, String sql) {
        return rig.jdbc.sql(sql).query(Integer.class).single();
    }

    /// Once it works, and a moment later; another takes its place.
    private void killOne(Rig web, RunSummary run, Random random) throws IOException, InterruptedException {
        Process victim = workers.get(random.nextInt(workers.size()));
        Eventually.is(
                "it works, or there is nothing left to do",
                Duration.ofMinutes(3),
                () -> holds(web, victim)
                        || web.runs().find(run.id()).orElseThrow().state().isEnd());
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(400)).toNanos());
        victim.destroyForcibly().waitFor();
        workers.remove(victim);
        workers.add(WorkerProcess.start(url, project, folder.resolve("worker.log")));
    }

    private static boolean holds(Rig web, Process worker) {
        return web.jdbc
                        .sql("select count(*) from task where state = 'running' and worker like ?")
                        .param("%-" + worker.pid() + "-%")
                        .query(Integer.class)
                        .single()
                > 0;
    }
}

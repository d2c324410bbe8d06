package io.broadsheet.server.schedule;

import io.broadsheet.server.ServerRole;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// A worker and scheduler in a process of its own, to be killed.
final class WorkerProcess {
    private WorkerProcess() {}

    /// @param arguments the database, the project
    public static void main(String[] arguments) throws InterruptedException {
        Rig rig = new Rig(
                arguments[0],
                Path.of(arguments[1]),
                InstantSource.system(),
                Set.of(ServerRole.WORKER, ServerRole.SCHEDULER),
                2,
                WorkerProcess::listen);
        // So that there is something to be killed in the middle of.
        rig.editions.storing(
                rendering -> LockSupport.parkNanos(Duration.ofMillis(400).toNanos()));
        new CountDownLatch(1).await();
    }

    /// Like `delivery`: a row for each site that has ended, in the transaction that ends it.
    private static void listen(Rig rig, ScheduleEvent event) {
        if (event instanceof ScheduleEvent.SiteEnded ended) {
            rig.jdbc
                    .sql("insert into site_ended (run_id, site_id, revisions) values (?, ?, ?)")
                    .params(
                            ended.run().id(),
                            ended.siteId(),
                            ended.revisionIds().size())
                    .update();
        }
    }

    static Process start(String url, Path project, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName(),
                url,
                project.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
    }
}

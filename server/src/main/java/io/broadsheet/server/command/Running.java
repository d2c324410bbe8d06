package io.broadsheet.server.command;

import io.broadsheet.cli.CommandSource;
import java.util.concurrent.CountDownLatch;

/// A server that goes on until the process is asked to end; then it is closed in order before the process goes.
final class Running {
    /// The exit code where the project is right and its surroundings are not.
    static final int ENVIRONMENT = 3;

    private Running() {}

    static void untilStopped(AutoCloseable server, CommandSource.Place place) throws InterruptedException {
        place.serving().run();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                server.close();
                            } catch (Exception e) {
                                System.err.println("broadsheet: the server did not end in order: " + e);
                            } finally {
                                stopped.countDown();
                            }
                        },
                        "stop"));
        stopped.await();
    }
}

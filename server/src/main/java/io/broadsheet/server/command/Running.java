package io.broadsheet.server.command;

import java.util.concurrent.CountDownLatch;

/// A server that goes on until the process is asked to end; then it is closed in order before the process goes.
final class Running {
    private Running() {}

    static void untilStopped(AutoCloseable server) throws InterruptedException {
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

package io.broadsheet.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Ctrl-C and a polite kill. Work that can end between two sites is interrupted and waited for; all else just ends.
/// Whatever was being written is deleted.
final class Stop {
    private static final int MOST_SECONDS_WAITED = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean asked;
    private volatile Thread worker = Thread.currentThread();
    private volatile boolean working;
    private volatile boolean serving;
    private volatile String said = "Stopping: finishing the sites at work ...";

    /// Listens for the process's end; the thread that calls is the one that works.
    void listen(PrintStream err) {
        worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(err), "broadsheet-stop"));
    }

    /// A server has begun, which sees to its own end.
    void serves() {
        serving = true;
    }

    /// Does work that ends early, with a summary, when its thread is interrupted.
    ///
    /// @return what the work says: whether it was done to its end
    boolean guard(BooleanSupplier work) {
        working = true;
        return work.getAsBoolean();
    }

    /// Waits until the process is to end, and then ends what was waited with.
    ///
    /// @param saying what is said then
    void await(String saying, Runnable end) {
        said = saying;
        working = true;
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            end.run();
        }
    }

    boolean isAsked() {
        return asked;
    }

    /// Whether nobody has asked for an end, and nothing sees to its own: then there is nothing to wait for.
    boolean isQuiet() {
        return !asked && !serving;
    }

    /// All is said and written: the process may end.
    void finished() {
        finished.countDown();
    }

    private void stop(PrintStream err) {
        if (serving || finished.getCount() == 0) {
            return;
        }
        asked = true;
        err.println();
        if (working) {
            err.println(said);
            worker.interrupt();
            await();
        } else {
            err.println("Stopped: nothing was written.");
        }
        AtomicFile.deleteUnfinished();
    }

    private void await() {
        try {
            boolean done = finished.await(MOST_SECONDS_WAITED, TimeUnit.SECONDS);
            if (!done) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

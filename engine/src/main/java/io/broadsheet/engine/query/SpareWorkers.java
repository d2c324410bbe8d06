package io.broadsheet.engine.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A worker who has nothing to do helps with a page of another: an analyst waits for one page while the machine has
/// more than one core. Where all of them have work of their own, nothing changes.
final class SpareWorkers implements AutoCloseable {
    private final WorkbenchPool pool;
    private final RunningStatements running;
    private final ExecutorService helpers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("page-helper-", 0).factory());

    SpareWorkers(WorkbenchPool pool, RunningStatements running) {
        this.pool = pool;
        this.running = running;
    }

    /// Does pieces of work that don't depend on each other.
    ///
    /// @param turns how many turns among the workers it takes to have help: the helper's, and this thread's
    ///     where it has none yet
    /// @return what they gave, in the order of the pieces
    <T> List<T> all(List<Supplier<T>> pieces, int turns) {
        if (pieces.size() < 2 || !pool.tryEnter(turns)) {
            return pieces.stream().map(Supplier::get).toList();
        }
        try {
            return shared(pieces);
        } finally {
            pool.leave(turns);
        }
    }

    private <T> List<T> shared(List<Supplier<T>> pieces) {
        AtomicInteger next = new AtomicInteger();
        // Each place is written by one of the two, and read when both have ended.
        List<@Nullable T> results = new ArrayList<>(Collections.nCopies(pieces.size(), null));
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                results.set(i, pieces.get(i).get());
            }
        };
        Thread asker = Thread.currentThread();
        Future<?> help;
        try {
            help = helpers.submit(() -> running.onBehalfOf(asker, work));
        } catch (RejectedExecutionException e) {
            // The engine is being closed: the pieces find it out by themselves, as they would have without help.
            return pieces.stream().map(Supplier::get).toList();
        }
        try {
            work.run();
        } finally {
            // What one of them throws ends the work of both: none begins another piece for a page that won't be.
            next.set(pieces.size());
            await(help);
        }
        return results.stream().map(Objects::requireNonNull).toList();
    }

    /// The helper's end is waited for in any case: it works with what the page has open.
    private static void await(Future<?> help) {
        boolean interrupted = false;
        @Nullable Throwable failure = null;
        while (true) {
            try {
                help.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                failure = e.getCause();
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        helpers.close();
    }
}

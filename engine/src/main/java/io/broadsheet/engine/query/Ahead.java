package io.broadsheet.engine.query;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Something that is made on a thread of its own before it is asked for. Thread-safe.
///
/// @param <X> what making it throws
final class Ahead<T, X extends Exception> {
    private final FutureTask<T> task;

    private Ahead(FutureTask<T> task) {
        this.task = task;
    }

    /// Makes a thing.
    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    static <T, X extends Exception> Ahead<T, X> begin(String threadName, Work<T, X> work) {
        return begin(threadName, work, () -> {});
    }

    /// @param next what is done on the same thread when the thing is there
    static <T, X extends Exception> Ahead<T, X> begin(String threadName, Work<T, X> work, Runnable next) {
        Callable<T> call = work::run;
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofPlatform().daemon().name(threadName).start(() -> {
            task.run();
            next.run();
        });
        return new Ahead<>(task);
    }

    /// Waits for it, interrupted or not: whoever has begun it must close it.
    ///
    /// @throws X what making it threw
    T get() throws X {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// [Work] throws nothing else.
    @SuppressWarnings("unchecked")
    private X failure(Throwable cause) {
        if (cause instanceof Error e) {
            throw e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        return (X) cause;
    }
}

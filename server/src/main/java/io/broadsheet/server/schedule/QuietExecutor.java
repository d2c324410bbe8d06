package io.broadsheet.server.schedule;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Threads that are never interrupted: an interrupt closes the files of an embedded database under whoever uses it.
final class QuietExecutor extends ThreadPoolExecutor {
    QuietExecutor(String name, int threads) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /// Begins nothing new; what runs ends by itself.
    @Override
    public List<Runnable> shutdownNow() {
        super.shutdown();
        return List.of();
    }
}

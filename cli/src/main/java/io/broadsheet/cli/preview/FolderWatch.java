package io.broadsheet.cli.preview;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Watches folders and all below them on a thread of its own. The system's events say only that something
/// has happened: what has changed is looked up, so that a save by renaming, a new folder, and a system
/// without events are all the same.
final class FolderWatch implements AutoCloseable {
    /// Editors write in several steps.
    private static final Duration QUIET = Duration.ofMillis(20);

    private static final Duration LONGEST_QUIET = Duration.ofMillis(120);
    /// Between two looks where events come at once; they are not sent on every file system.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /// Between two looks where the JDK itself only looks now and then.
    private static final Duration WITHOUT_EVENTS = Duration.ofMillis(100);

    /// Hears of changes, on the watching thread.
    interface Listener {
        /// @param onlyData whether nothing but data files changed
        void changed(boolean onlyData);
    }

    private final Supplier<? extends Collection<Path>> folders;
    private final Listener listener;
    private final Optional<WatchService> events;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private FolderState state;

    private FolderWatch(Supplier<? extends Collection<Path>> folders, Listener listener) {
        this.folders = folders;
        this.listener = listener;
        this.events = events();
        this.state = FolderState.of(folders.get());
        this.thread = Thread.ofPlatform().daemon().name("preview-watch").unstarted(this::watch);
    }

    /// @param folders asked for at each look: a project's folders change with it
    static FolderWatch start(Supplier<? extends Collection<Path>> folders, Listener listener) {
        FolderWatch watch = new FolderWatch(folders, listener);
        watch.thread.start();
        return watch;
    }

    private static Optional<WatchService> events() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!system.contains("linux") && !system.contains("windows")) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private void watch() {
        try {
            while (!closed) {
                register(state);
                await();
                FolderState now = FolderState.of(folders.get());
                if (!now.equals(state)) {
                    boolean onlyData = now.differsInDataOnly(state);
                    state = now;
                    listener.changed(onlyData);
                }
            }
        } catch (InterruptedException | java.nio.file.ClosedWatchServiceException e) {
            closed = true;
        }
    }

    private void register(FolderState state) {
        if (events.isEmpty()) {
            return;
        }
        keys.keySet().retainAll(state.folders());
        for (Path folder : state.folders()) {
            WatchKey known = keys.get(folder);
            if (known != null && known.isValid()) {
                continue;
            }
            try {
                keys.put(
                        folder,
                        folder.register(
                                events.get(),
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE));
            } catch (IOException e) {
                // Gone, or too many are watched: the next look finds what changes there.
                keys.remove(folder);
            }
        }
    }

    /// Waits until something happens and it is quiet again, or until it is time for a look.
    private void await() throws InterruptedException {
        if (events.isEmpty()) {
            Thread.sleep(WITHOUT_EVENTS);
            return;
        }
        WatchKey key = events.get().poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        long end = System.nanoTime() + LONGEST_QUIET.toNanos();
        while (key != null && System.nanoTime() < end) {
            key.pollEvents();
            key.reset();
            key = events.get().poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (key != null) {
            key.reset();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (events.isPresent()) {
            try {
                events.get().close();
            } catch (IOException e) {
                // The process is about to end.
                return;
            }
        }
    }
}

package io.broadsheet.cli.preview;

import io.broadsheet.engine.RunEvent;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Makes pages for those who watch, one at a time on a thread of its own: at each change of the project's
/// files again, stopping what is under way. Thread-safe.
final class Desk implements AutoCloseable {
    private static final int MOST_WISHES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Hears of what is shown. Called on the desk's thread; must not block.
    interface Watcher {
        void shown(Shown shown);

        /// Something that takes its time.
        void doing(RunEvent event);
    }

    private final LiveProject project;
    private final InstantSource clock;
    private final Map<Watcher, Wish> watchers = new LinkedHashMap<>();
    private final SequencedSet<Wish> waiting = new LinkedHashSet<>();
    private final SequencedMap<Wish, Shown> shown = new LinkedHashMap<>();
    private final Map<Wish, Long> askedAt = new HashMap<>();
    private final Thread worker;
    private final Map<Wish, Integer> madeOf = new HashMap<>();
    private int reading;
    private boolean changed = true;
    private boolean forget;
    private boolean closed;
    private boolean stopped;
    private @Nullable Wish making;

    Desk(PreviewSettings settings) {
        this.project = new LiveProject(settings, this::doing);
        this.clock = settings.clock();
        this.worker = Thread.ofPlatform().name("preview-desk").unstarted(this::work);
    }

    Desk start() {
        worker.start();
        return this;
    }

    LiveProject project() {
        return project;
    }

    /// Tells a watcher what there is for a wish, now and at every change.
    synchronized void watch(Wish wish, Watcher watcher) {
        watchers.put(watcher, wish);
        Shown known = shown.get(wish);
        if (known != null) {
            watcher.shown(known);
        }
        // The files may be other ones since.
        Integer made = madeOf.get(wish);
        if (known == null || made == null || made != reading) {
            want(wish);
        }
        stopUnwanted();
        notifyAll();
    }

    synchronized void unwatch(Watcher watcher) {
        watchers.remove(watcher);
        stopUnwanted();
    }

    private void want(Wish wish) {
        waiting.addLast(wish);
        askedAt.put(wish, System.nanoTime());
    }

    /// What nobody waits for any more need not be made.
    private void stopUnwanted() {
        waiting.retainAll(watchers.values());
        if (making != null && !watchers.containsValue(making)) {
            stopMaking();
        }
    }

    private void stopMaking() {
        if (making != null && !stopped) {
            stopped = true;
            project.stop(worker);
        }
    }

    /// Files of the project are other ones now.
    ///
    /// @param onlyData whether they hold data: then what is under way may end first
    synchronized void changed(boolean onlyData) {
        changed = true;
        if (!onlyData) {
            stopMaking();
        }
        notifyAll();
    }

    /// Reads the data again.
    synchronized void readAgain() {
        forget = true;
        stopMaking();
        notifyAll();
    }

    /// The page of this id, if it is still shown.
    synchronized Optional<Shown.Made> made(String id) {
        return shown.values().stream()
                .flatMap(s -> java.util.stream.Stream.concat(s.made().stream(), s.good().stream()))
                .filter(m -> m.id().equals(id))
                .findFirst();
    }

    /// What was shown last.
    synchronized Optional<Shown> latest() {
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(shown.lastEntry().getValue());
    }

    private synchronized void doing(RunEvent event) {
        watchers.keySet().forEach(w -> w.doing(event));
    }

    private void work() {
        for (Optional<Wish> next = next(); !isClosed(); next = next()) {
            next.ifPresentOrElse(this::make, this::reread);
        }
        project.close();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// Waits for what is to be done: a wish, or, where there is none, reading the files.
    private synchronized Optional<Wish> next() {
        while (!closed) {
            if (changed || forget) {
                return Optional.empty();
            }
            if (!waiting.isEmpty()) {
                return Optional.of(waiting.removeFirst());
            }
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        return Optional.empty();
    }

    private void reread() {
        long start = System.nanoTime();
        boolean again;
        synchronized (this) {
            again = forget;
            forget = false;
            changed = false;
            reading++;
        }
        if (again) {
            project.forget();
        }
        project.reread();
        synchronized (this) {
            // What nobody watches is made again when somebody does; its last good page is remembered.
            watchers.values().forEach(wish -> {
                waiting.addLast(wish);
                askedAt.put(wish, start);
            });
        }
    }

    private void make(Wish wish) {
        Shown before;
        int of;
        synchronized (this) {
            of = reading;
            making = wish;
            stopped = false;
            before = shown.get(wish);
        }
        LiveProject.Tried tried = project.make(wish);
        synchronized (this) {
            making = null;
            if (stopped) {
                project.resume(worker);
            }
            if (stopped || tried.cancelled()) {
                if (watchers.containsValue(wish)) {
                    waiting.addLast(wish);
                }
                return;
            }
            Shown now = shown(wish, tried, Optional.ofNullable(before));
            shown.remove(wish);
            shown.putLast(wish, now);
            madeOf.put(wish, of);
            while (shown.size() > MOST_WISHES) {
                madeOf.remove(shown.pollFirstEntry().getKey());
            }
            watchers.forEach((watcher, watched) -> {
                if (watched.equals(wish)) {
                    watcher.shown(now);
                }
            });
        }
    }

    private Shown shown(Wish wish, LiveProject.Tried tried, Optional<Shown> before) {
        Optional<Shown.Made> made = tried.rendering()
                .map(r -> new Shown.Made(id(), r, clock.instant()))
                .map(m -> same(m, before));
        Optional<Shown.Made> good = made.filter(Shown.Made::isGood).or(() -> before.flatMap(Shown::good));
        Long asked = askedAt.remove(wish);
        Duration took = Duration.ofNanos(asked == null ? 0 : System.nanoTime() - asked);
        return new Shown(tried.overview(), tried.choice(), tried.parameters(), made, good, tried.problems(), took);
    }

    /// A page of the same bytes stays the page that it was: nobody need load it again.
    private static Shown.Made same(Shown.Made made, Optional<Shown> before) {
        return before.flatMap(Shown::good)
                .filter(g -> g.rendering().page().equals(made.rendering().page()))
                .map(g -> new Shown.Made(g.id(), made.rendering(), made.at()))
                .orElse(made);
    }

    private static String id() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Stops what is made, and waits for it.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stopMaking();
            notifyAll();
        }
        try {
            worker.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

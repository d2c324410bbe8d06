package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.project.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SpareWorkersTest {
    @TempDir
    Path temporary;

    private final RunningStatements running = new RunningStatements();
    private WorkFolder work;
    private WorkbenchPool pool;
    private SpareWorkers spare;

    @BeforeEach
    void open() {
        work = WorkFolder.open(temporary);
        pool = new WorkbenchPool(work, work, List.of(), Limits.DEFAULT, running, 2);
        spare = new SpareWorkers(pool, running);
    }

    @AfterEach
    void close() {
        spare.close();
        pool.close();
        work.close();
    }

    @Test
    void givesResultsInTheOrderOfThePieces() throws Exception {
        pool.enter();
        List<Supplier<Integer>> pieces = IntStream.range(0, 200)
                .mapToObj(i -> (Supplier<Integer>) () -> i)
                .toList();
        assertThat(spare.all(pieces, 1))
                .isEqualTo(IntStream.range(0, 200).boxed().toList());
        pool.leave();
    }

    @Test
    void worksAloneWhereTheEngineIsBeingClosed() throws Exception {
        pool.enter();
        spare.close();
        assertThat(spare.all(List.of(() -> 1, () -> 2), 1)).containsExactly(1, 2);
        pool.leave();
    }

    @Test
    void twoWorkAtOnceWhereAWorkerIsFree() throws Exception {
        pool.enter();
        CountDownLatch both = new CountDownLatch(2);
        Supplier<Thread> piece = () -> {
            both.countDown();
            await(both);
            return Thread.currentThread();
        };
        assertThat(spare.all(List.of(piece, piece), 1)).doesNotHaveDuplicates();
        pool.leave();
    }

    @Test
    void doesAllItselfWhereNobodyIsFree() throws Exception {
        pool.enter();
        pool.enter();
        Supplier<Thread> piece = Thread::currentThread;
        assertThat(spare.all(List.of(piece, piece, piece), 1)).containsOnly(Thread.currentThread());
        // Without a turn of its own it takes two to have help.
        pool.leave();
        assertThat(spare.all(List.of(piece, piece, piece), 2)).containsOnly(Thread.currentThread());
        pool.leave();
    }

    @Test
    void whatTheHelperThrowsIsThrownAndNoTurnIsLost() throws Exception {
        Thread asker = Thread.currentThread();
        CountDownLatch failing = new CountDownLatch(1);
        Supplier<Integer> piece = () -> {
            if (Thread.currentThread() != asker) {
                failing.countDown();
                throw new IllegalArgumentException("of the helper");
            }
            await(failing);
            return 1;
        };
        assertThatThrownBy(() -> spare.all(List.of(piece, piece), 2)).hasMessage("of the helper");
        assertThat(pool.tryEnter(2)).isTrue();
        pool.leave(2);
    }

    @Test
    void whatStopsTheAskerStopsItsHelper() throws Exception {
        Thread asker = Thread.currentThread();
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        Supplier<Optional<RunningStatements.End>> piece = () -> {
            workers.add(Thread.currentThread());
            both.countDown();
            await(both);
            running.stop(List.of(asker));
            return end();
        };
        assertThat(spare.all(List.of(piece, piece), 2)).containsOnly(Optional.of(RunningStatements.End.BY_STOP));
        assertThat(workers).hasSize(2);
    }

    private Optional<RunningStatements.End> end() {
        List<String> ran = new ArrayList<>();
        try (var connection = DuckDb.locked(List.of(), 64);
                var statement = connection.createStatement()) {
            running.guard(statement, java.time.Duration.ofSeconds(9), () -> ran.add("ran"));
            return Optional.empty();
        } catch (RunningStatements.Ended e) {
            return ran.isEmpty() ? Optional.of(e.end()) : Optional.empty();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

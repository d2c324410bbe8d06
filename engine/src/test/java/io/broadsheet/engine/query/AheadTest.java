package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AheadTest {
    @Test
    void givesWhatWasMade() {
        Ahead<String, RuntimeException> ahead =
                Ahead.begin("test", () -> Thread.currentThread().getName());
        assertThat(ahead.get()).isEqualTo("test");
        assertThat(ahead.get()).isEqualTo("test");
    }

    @Test
    void throwsWhatMakingItThrew() {
        Ahead<String, IOException> ahead = Ahead.begin("test", () -> {
            throw new IOException("no disk");
        });
        assertThatThrownBy(ahead::get).isInstanceOf(IOException.class).hasMessage("no disk");
    }

    @Test
    void waitsOnWhenInterruptedAndStaysInterrupted() {
        CountDownLatch asked = new CountDownLatch(1);
        Ahead<String, InterruptedException> ahead = Ahead.begin("test", () -> {
            asked.await();
            return "made";
        });
        Thread.currentThread().interrupt();
        Thread.ofVirtual().start(asked::countDown);
        try {
            assertThat(ahead.get()).isEqualTo("made");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("it waits", e);
        } finally {
            Thread.interrupted();
        }
    }
}

package io.broadsheet.engine;

import io.broadsheet.engine.query.DataListener;
import java.time.Duration;
import java.util.function.Consumer;

/// What the data side says, as events.
final class RunEvents {
    private RunEvents() {}

    static DataListener dataListener(Consumer<RunEvent> listener) {
        return new DataListener() {
            @Override
            public void making(String source) {
                listener.accept(new RunEvent.DataMaking(source));
            }

            @Override
            public void made(String source, Duration took) {
                listener.accept(new RunEvent.DataMade(source, took));
            }

            @Override
            public void reading(String dataset) {
                listener.accept(new RunEvent.DatasetReading(dataset));
            }

            @Override
            public void progress(String dataset, long rows) {
                listener.accept(new RunEvent.DatasetProgress(dataset, rows));
            }

            @Override
            public void read(String dataset, long rows, Duration took) {
                listener.accept(new RunEvent.DatasetRead(dataset, rows, took));
            }
        };
    }
}

package io.broadsheet.engine.query;

import java.time.Duration;

/// Hears of reading that may take a while. Called on the working threads; must not block.
public interface DataListener {
    /// A source's files are being made, because they are not there yet.
    void making(String source);

    void made(String source, Duration took);

    void reading(String dataset);

    /// @param rows read so far
    void progress(String dataset, long rows);

    void read(String dataset, long rows, Duration took);
}

package io.broadsheet.engine;

import io.broadsheet.engine.project.Site;
import java.time.Duration;
import java.util.List;

/// What happens while many pages are made, in the order it happens. Listeners are called on the working threads and
/// must not block.
public sealed interface RunEvent {
    /// Generated data of a source is being made, because it is not there yet.
    record DataMaking(String source) implements RunEvent {}

    record DataMade(String source, Duration took) implements RunEvent {}

    record DatasetReading(String dataset) implements RunEvent {}

    /// @param rows read so far
    record DatasetProgress(String dataset, long rows) implements RunEvent {}

    record DatasetRead(String dataset, long rows, Duration took) implements RunEvent {}

    /// All reports of one site are done.
    ///
    /// @param done sites done so far
    /// @param total sites in all
    record SiteDone(Site site, List<Rendering> renderings, int done, int total) implements RunEvent {}
}

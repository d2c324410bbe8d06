package io.broadsheet.engine;

import io.broadsheet.engine.project.Site;
import java.util.List;
import java.util.function.Consumer;

/// Datasets read once, and the pages of many sites made from them. Thread-safe. Close it to drop the data.
public interface Batch extends AutoCloseable {
    /// The sites of the request, in the project's order.
    List<Site> sites();

    /// The reports of the request, in the project's order.
    List<String> reports();

    /// Makes all reports of one site, sharing one workbench. Failures are in the results, never thrown.
    List<Rendering> render(Site site);

    /// Makes all pages, several sites at a time, and hands each site's over as they are done (on the working threads).
    /// Stops early, between sites, when the calling thread is interrupted.
    ///
    /// @return whether all sites were done
    boolean renderAll(Consumer<RunEvent.SiteDone> taker);

    @Override
    void close();
}

package io.broadsheet.engine;

import io.broadsheet.engine.component.ComponentLimits;
import java.util.Map;
import java.util.function.Consumer;

/// How an engine works. Immutable; begin at [#DEFAULT].
///
/// @param environment what `${NAME}` in `broadsheet.yaml` is filled from; the process's environment by default
/// @param workers sites worked on at a time; one per core by default
/// @param limits what one component may draw
/// @param keptMegabytes what results of queries may take that are kept for the next page, where a report is
/// being written ([#withKept]); 0 for an engine that asks its data for every page
/// @param listener hears what happens when single pages are made (data that is generated, datasets that are
/// read)
public record EngineOptions(
        Map<String, String> environment,
        int workers,
        ComponentLimits limits,
        int keptMegabytes,
        Consumer<RunEvent> listener) {
    /// Enough for the pages that one person looks at.
    public static final int DEFAULT_KEPT_MEGABYTES = 64;

    public static final EngineOptions DEFAULT = new EngineOptions(
            System.getenv(), Runtime.getRuntime().availableProcessors(), ComponentLimits.DEFAULT, 0, event -> {});

    public EngineOptions {
        environment = Map.copyOf(environment);
        workers = Math.max(1, workers);
    }

    public EngineOptions withEnvironment(Map<String, String> newEnvironment) {
        return new EngineOptions(newEnvironment, workers, limits, keptMegabytes, listener);
    }

    public EngineOptions withWorkers(int newWorkers) {
        return new EngineOptions(environment, newWorkers, limits, keptMegabytes, listener);
    }

    public EngineOptions withListener(Consumer<RunEvent> newListener) {
        return new EngineOptions(environment, workers, limits, keptMegabytes, newListener);
    }

    /// Single pages are made from what queries gave before, wherever nothing has changed that a result
    /// depends on.
    ///
    /// @param megabytes what the results may take; [#DEFAULT_KEPT_MEGABYTES] is plenty
    public EngineOptions withKept(int megabytes) {
        return new EngineOptions(environment, workers, limits, megabytes, listener);
    }

    /// Without the environment, which holds secrets.
    @Override
    public String toString() {
        return "EngineOptions[workers=" + workers + ", limits=" + limits + "]";
    }
}

package io.broadsheet.engine;

import io.broadsheet.engine.component.ComponentLimits;
import java.util.Map;
import java.util.function.Consumer;

/// How an engine works. Immutable; begin at [#DEFAULT].
///
/// @param environment what `${NAME}` in `broadsheet.yaml` is filled from; the process's environment by default
/// @param workers sites worked on at a time; one per core by default
/// @param limits what one component may draw
/// @param listener hears what happens when single pages are made (data that is generated, datasets that are read)
public record EngineOptions(
        Map<String, String> environment, int workers, ComponentLimits limits, Consumer<RunEvent> listener) {
    public static final EngineOptions DEFAULT = new EngineOptions(
            System.getenv(), Runtime.getRuntime().availableProcessors(), ComponentLimits.DEFAULT, event -> {});

    public EngineOptions {
        environment = Map.copyOf(environment);
        workers = Math.max(1, workers);
    }

    public EngineOptions withEnvironment(Map<String, String> newEnvironment) {
        return new EngineOptions(newEnvironment, workers, limits, listener);
    }

    public EngineOptions withWorkers(int newWorkers) {
        return new EngineOptions(environment, newWorkers, limits, listener);
    }

    public EngineOptions withListener(Consumer<RunEvent> newListener) {
        return new EngineOptions(environment, workers, limits, newListener);
    }

    /// Without the environment, which holds secrets.
    @Override
    public String toString() {
        return "EngineOptions[workers=" + workers + ", limits=" + limits + "]";
    }
}

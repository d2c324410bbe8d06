package io.broadsheet.engine.query;

/// The engine is being closed, or its work was stopped: nothing new begins.
public final class WorkStopped extends RuntimeException {
    WorkStopped() {
        super("the work was stopped");
    }
}

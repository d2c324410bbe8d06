package io.broadsheet.engine;

/// Looks into an engine, for tests elsewhere.
public final class EngineProbe {
    private EngineProbe() {}

    /// Statements under way and connections in use.
    public static int busy(ReportEngine engine) {
        return engine.busy();
    }
}

package io.broadsheet.server.project;

import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.Operations;
import io.broadsheet.engine.project.Project;
import java.nio.file.Path;

/// The project that this server serves, and the engine that makes its pages.
///
/// @param home the folder for what the server keeps itself: the embedded database, logs
public record ServedProject(ReportEngine engine, Path home) {
    public Project project() {
        return engine.project();
    }

    public Operations operations() {
        return project().operations();
    }
}

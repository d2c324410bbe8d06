package io.broadsheet.engine.project;

import java.nio.file.Path;
import java.util.List;

/// A folder of reports, read and checked. Immutable.
public interface Project {
    Path folder();

    String name();

    /// The reports' names, in order.
    List<String> reports();

    List<Site> sites();

    /// Where pages go: the `store:` of broadsheet.yaml, `file:out` by default.
    String storeUrl();
}

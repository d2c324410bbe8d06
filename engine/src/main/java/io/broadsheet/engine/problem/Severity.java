package io.broadsheet.engine.problem;

/// An error keeps a page from being made or from leaving; a warning is said and does not stop anything.
public enum Severity {
    ERROR,
    WARNING
}

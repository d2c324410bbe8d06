package io.broadsheet.server;

/// What a server process does.
public enum ServerRole {
    /// Portal, console, API.
    WEB,
    /// Makes pages and sends mails.
    WORKER,
    /// Turns due times into runs, and looks after what stalled.
    SCHEDULER
}

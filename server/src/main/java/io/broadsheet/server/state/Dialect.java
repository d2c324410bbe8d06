package io.broadsheet.server.state;

/// Which database keeps the state.
public enum Dialect {
    POSTGRESQL,
    H2
}

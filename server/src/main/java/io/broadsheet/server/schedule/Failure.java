package io.broadsheet.server.schedule;

import io.broadsheet.engine.problem.FailureClass;
/// Why an attempt failed, or its edition is held.
///
/// @param code stable, such as `unknown-column`
/// @param line the first line of what is wrong, without secrets

record Failure(FailureClass failureClass, String code, String line) {
    static final String EXPECTATION = "expectation";
    static final String STORE = "store-unavailable";
    static final String SUPERSEDED = "superseded";
    static final String LOST = "worker-lost";
    static final String DEADLINE = "deadline";

    /// One alert for each run and cause.
    String cause() {
        return failureClass + " " + code;
    }

    @Override
    public String toString() {
        return code + ": " + line;
    }
}

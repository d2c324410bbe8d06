package io.broadsheet.server.delivery;

import io.broadsheet.engine.problem.FailureClass;

/// A mail that its template can't make. The message names file and line.
final class BadTemplate extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final FailureClass WHY = FailureClass.USER;

    BadTemplate(String message, Throwable cause) {
        super(message, cause);
    }
}

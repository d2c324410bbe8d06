package io.broadsheet.engine;

import io.broadsheet.engine.source.Span;
import java.util.Optional;

/// What an `expect:` entry found: a condition that the data must meet before a page may leave.
///
/// @param span where the expectation stands
/// @param passed whether it was met
/// @param expected what was asked: the message of the author's, or `visits: rows >= 1`
/// @param found what was there instead, without customer data beyond one value; empty where it passed
public record Expectation(Span span, boolean passed, String expected, Optional<String> found) {
    @Override
    public String toString() {
        return (passed ? "met: " : "not met: ")
                + expected
                + found.map(f -> " (" + f + ")").orElse("");
    }
}

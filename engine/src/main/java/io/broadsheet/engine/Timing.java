package io.broadsheet.engine;

import java.time.Duration;

/// How long one part of a page took.
///
/// @param part `query`, `component`, `narrative` or `page`
/// @param name the query's or the component's name
public record Timing(String part, String name, Duration took) {}

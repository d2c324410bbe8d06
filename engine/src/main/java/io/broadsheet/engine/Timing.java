package io.broadsheet.engine;

import java.time.Duration;

/// How long one part of a page took.
///
/// @param part `query`, `component`, `narrative` or `page`; where results are kept also `dataset` (it was
/// read) and `kept` (a query that was not run)
/// @param name the query's, the component's or the dataset's name
public record Timing(String part, String name, Duration took) {}

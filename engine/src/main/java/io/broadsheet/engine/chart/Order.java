package io.broadsheet.engine.chart;

/// In which order bars stand.
enum Order {
    DATA,
    LARGEST,
    SMALLEST
}

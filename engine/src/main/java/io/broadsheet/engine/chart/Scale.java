package io.broadsheet.engine.chart;

/// Maps values to pixels. What lies outside of its range is held at the nearer end.
sealed interface Scale permits LinearScale, LogScale {
    double at(double value);
}

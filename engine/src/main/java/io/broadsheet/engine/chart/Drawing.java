package io.broadsheet.engine.chart;

import java.util.List;

/// Marks on a sheet, back to front.
record Drawing(double width, double height, List<Mark> marks) {
    Drawing {
        marks = List.copyOf(marks);
    }
}

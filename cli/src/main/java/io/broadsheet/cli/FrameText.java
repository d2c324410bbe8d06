package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.cli.output.Output;
import io.broadsheet.cli.output.Shapes;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A frame as JSON, and as a table for a terminal.
final class FrameText {
    private FrameText() {}

    /// `{"query":..,"columns":[{"name":..,"type":..}],"rows":[{..}]}`, a row a line.
    static void json(String query, Frame frame, Appendable appendable) {
        Output out = new Output(appendable);
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Column column : frame.columns()) {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("name", column.name());
            shape.put("type", Shapes.lower(column.type()));
            columns.add(shape);
        }
        out.append("{\"query\":").append(Json.of(query)).append(",\n\"columns\":");
        out.append(Json.of(columns)).append(",\n\"rows\":[");
        for (int row = 0; row < frame.rowCount(); row++) {
            out.append(row == 0 ? "\n" : ",\n").append(Json.of(row(frame, row)));
        }
        out.append("]}\n");
    }

    private static Map<String, @Nullable Object> row(Frame frame, int row) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        for (Column column : frame.columns()) {
            shape.put(column.name(), column.get(row));
        }
        return shape;
    }

    static List<String> table(Frame frame) {
        boolean[] right = new boolean[frame.columns().size()];
        for (int c = 0; c < right.length; c++) {
            right[c] = frame.columns().get(c).type().isNumber();
        }
        TextTable table = new TextTable(frame.columnNames(), right);
        for (int row = 0; row < frame.rowCount(); row++) {
            List<String> cells = new ArrayList<>();
            for (Column column : frame.columns()) {
                cells.add(Formats.plain(column.get(row)));
            }
            table.add(cells);
        }
        List<String> lines = table.lines();
        lines.add("(" + Figures.count(frame.rowCount(), "row") + ")");
        return lines;
    }
}

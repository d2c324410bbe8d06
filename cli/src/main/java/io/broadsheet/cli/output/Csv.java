package io.broadsheet.cli.output;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A frame as CSV by RFC 4180: a line of names, `\r\n` after each record, quotes only where they are
/// needed. Null is nothing, empty text is `""`. Lists and structs are JSON.
///
/// The plain form is exact, for programs. A spreadsheet, however, runs text that begins with `=`, `+`, `-`,
/// `@`, a tab or a carriage return as a formula, whoever typed it into the customer's shop. The spreadsheet
/// form puts an apostrophe before such text (never before numbers) and begins with a byte order mark,
/// without which Excel garbles 한글.
public final class Csv {
    private static final String FORMULA = "=+-@\t\r＝＋－＠";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final boolean spreadsheet;

    public Csv(boolean spreadsheet) {
        this.spreadsheet = spreadsheet;
    }

    public void write(Frame frame, Appendable appendable) {
        Output out = new Output(appendable);
        if (spreadsheet) {
            out.append(BYTE_ORDER_MARK);
        }
        List<Column> columns = frame.columns();
        for (int c = 0; c < columns.size(); c++) {
            out.append(c == 0 ? "" : ",").append(quoted(harmless(columns.get(c).name())));
        }
        out.append("\r\n");
        for (int row = 0; row < frame.rowCount(); row++) {
            for (int c = 0; c < columns.size(); c++) {
                out.append(c == 0 ? "" : ",").append(cell(columns.get(c).get(row)));
            }
            out.append("\r\n");
        }
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal d -> Json.of(d);
            case Number n -> n.toString();
            case List<?> list -> quoted(Json.of(list));
            case Map<?, ?> map -> quoted(Json.of(map));
            default -> {
                String text = value.toString();
                yield text.isEmpty() ? "\"\"" : quoted(harmless(text));
            }
        };
    }

    private String harmless(String text) {
        return spreadsheet && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean needed = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}

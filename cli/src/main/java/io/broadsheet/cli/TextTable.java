package io.broadsheet.cli;

import io.broadsheet.engine.source.TerminalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows in aligned columns for a terminal, wide characters counted as two.
final class TextTable {
    private static final int WIDEST = 60;

    private final List<String> heads;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param rightAligned by column: whether it holds numbers
    TextTable(List<String> heads, boolean... rightAligned) {
        this.heads = heads.stream().map(TextTable::shown).toList();
        this.right = rightAligned.clone();
    }

    void add(List<String> row) {
        rows.add(row.stream().map(TextTable::shown).toList());
    }

    private static String shown(String text) {
        return TerminalText.cut(TerminalText.visible(text), WIDEST);
    }

    /// Lines without line ends and without blanks at their ends.
    List<String> lines() {
        int[] widths = new int[heads.size()];
        measure(heads, widths);
        rows.forEach(row -> measure(row, widths));
        List<String> lines = new ArrayList<>(rows.size() + 2);
        lines.add(line(heads, widths));
        lines.add(String.join("  ", Arrays.stream(widths).mapToObj("-"::repeat).toList()));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static void measure(List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], TerminalText.width(row.get(i)));
        }
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - TerminalText.width(row.get(i)));
            out.append(i == 0 ? "" : "  ");
            out.append(right[i] ? pad + row.get(i) : row.get(i) + pad);
        }
        return out.toString().stripTrailing();
    }
}

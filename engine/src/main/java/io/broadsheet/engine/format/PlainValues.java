package io.broadsheet.engine.format;

import org.jspecify.annotations.Nullable;

/// The plain values of one row's cells for its `data-v`: one for each cell, with commas between, empty where the cell's
/// text says it all. One attribute for a row is half of what one for each cell would weigh.
public final class PlainValues {
    private final StringBuilder out = new StringBuilder();
    private int cells;
    private int written;

    /// The next cell.
    public PlainValues add(@Nullable Object value, String shown) {
        String plain = PlainText.unlessRead(value, shown);
        if (!plain.isEmpty()) {
            while (written < cells) {
                out.append(',');
                written++;
            }
            out.append(plain);
        }
        cells++;
        return this;
    }

    /// The attribute's value; empty where no cell needs one.
    @Override
    public String toString() {
        return out.toString();
    }
}

package io.broadsheet.engine.chart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The advance widths of a TrueType or OpenType font file, read from its `cmap` and `hmtx` tables.
final class FontFile {
    private final ByteBuffer bytes;
    private final Map<String, Integer> tables = new HashMap<>();
    private final Map<Integer, Integer> glyphs = new HashMap<>();
    private final int unitsPerEm;
    private final int advances;

    private FontFile(ByteBuffer bytes) {
        this.bytes = bytes;
        int count = bytes.getShort(4);
        for (int i = 0; i < count; i++) {
            byte[] tag = new byte[4];
            bytes.get(12 + 16 * i, tag);
            tables.put(new String(tag, US_ASCII), bytes.getInt(12 + 16 * i + 8));
        }
        this.unitsPerEm = unsigned(table("head") + 18);
        this.advances = unsigned(table("hhea") + 34);
        readCharacters();
    }

    static FontFile read(Path file) throws IOException {
        return new FontFile(ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /// Thousandths of an em, rounded up; -1 where the font has no such character.
    int width(int codePoint) {
        Integer glyph = glyphs.get(codePoint);
        if (glyph == null || glyph == 0) {
            return -1;
        }
        int units = unsigned(table("hmtx") + 4 * Math.min(glyph, advances - 1));
        return (int) Math.ceil(units * 1000.0 / unitsPerEm);
    }

    private int table(String tag) {
        Integer at = tables.get(tag);
        if (at == null) {
            throw new IllegalStateException("the font has no table " + tag);
        }
        return at;
    }

    private int unsigned(int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private void readCharacters() {
        int cmap = table("cmap");
        int count = unsigned(cmap + 2);
        for (int i = 0; i < count; i++) {
            int platform = unsigned(cmap + 4 + 8 * i);
            int at = cmap + bytes.getInt(cmap + 8 + 8 * i);
            int format = unsigned(at);
            if (platform != 1 && format == 4) {
                readSegments(at);
            } else if (platform != 1 && format == 12) {
                readGroups(at);
            }
        }
    }

    /// Format 4: segments of the basic plane.
    private void readSegments(int at) {
        int segments = unsigned(at + 6) / 2;
        int ends = at + 14;
        int starts = ends + 2 * segments + 2;
        int deltas = starts + 2 * segments;
        int offsets = deltas + 2 * segments;
        for (int s = 0; s < segments; s++) {
            int offset = unsigned(offsets + 2 * s);
            for (int c = unsigned(starts + 2 * s); c <= unsigned(ends + 2 * s) && c != 0xFFFF; c++) {
                int direct = offset == 0 ? c : unsigned(offsets + 2 * s + offset + 2 * (c - unsigned(starts + 2 * s)));
                int glyph = direct == 0 && offset != 0 ? 0 : (direct + unsigned(deltas + 2 * s)) & 0xFFFF;
                glyphs.putIfAbsent(c, glyph);
            }
        }
    }

    /// Format 12: groups of any plane.
    private void readGroups(int at) {
        int count = bytes.getInt(at + 12);
        for (int g = 0; g < count; g++) {
            int from = bytes.getInt(at + 16 + 12 * g);
            int to = bytes.getInt(at + 20 + 12 * g);
            int first = bytes.getInt(at + 24 + 12 * g);
            for (int c = from; c <= to; c++) {
                glyphs.put(c, first + c - from);
            }
        }
    }
}

package io.broadsheet.engine.picture;

import io.broadsheet.engine.html.HtmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/// A TrueType font's outlines as SVG paths. Read here rather than by the platform: a machine without any font, or
/// without a font library at all, draws the same letters, and every machine the same pixels. Immutable, thread-safe.
///
/// Source: OpenType 1.9, tables head, hhea, maxp, hmtx, cmap (formats 4 and 12), loca, glyf.
final class GlyphFont {
    private static final int DEEPEST = 5;
    private static final int ARGUMENTS_ARE_WORDS = 0x1;
    private static final int ARGUMENTS_ARE_PLACES = 0x2;
    private static final int HAS_SCALE = 0x8;
    private static final int MORE_PARTS = 0x20;
    private static final int HAS_TWO_SCALES = 0x40;
    private static final int HAS_MATRIX = 0x80;
    private static final int ON_CURVE = 1;
    private static final int SHORT_X = 2;
    private static final int SHORT_Y = 4;
    private static final int REPEAT = 8;
    private static final int SAME_X = 16;
    private static final int SAME_Y = 32;

    private final ByteBuffer file;
    private final Map<String, Integer> tables = new TreeMap<>();
    private final int unitsPerEm;
    private final boolean longOffsets;
    private final int glyphs;
    private final int metrics;
    private final int characters;
    private final boolean wide;

    GlyphFont(byte[] font) {
        this.file = ByteBuffer.wrap(font);
        for (int i = 0; i < file.getShort(4); i++) {
            int at = 12 + i * 16;
            String tag = new String(font, at, 4, java.nio.charset.StandardCharsets.US_ASCII);
            tables.put(tag, file.getInt(at + 8));
        }
        this.unitsPerEm = unsigned(table("head") + 18);
        this.longOffsets = file.getShort(table("head") + 50) != 0;
        this.glyphs = unsigned(table("maxp") + 4);
        this.metrics = unsigned(table("hhea") + 34);
        int cmap = table("cmap");
        int best = 0;
        boolean full = false;
        for (int i = 0; i < unsigned(cmap + 2); i++) {
            int at = cmap + file.getInt(cmap + 4 + i * 8 + 4);
            int format = unsigned(at);
            if (format == 12 || (format == 4 && !full)) {
                best = at;
                full = format == 12;
            }
        }
        if (best == 0) {
            throw new IllegalStateException("the font has no map of characters that can be read");
        }
        this.characters = best;
        this.wide = full;
    }

    static GlyphFont regular() {
        return Fonts.REGULAR;
    }

    /// For weights from 600 on.
    static GlyphFont strong() {
        return Fonts.STRONG;
    }

    /// Read with the first picture, not with the first page.
    private static final class Fonts {
        static final GlyphFont REGULAR = new GlyphFont(resource("regular.ttf"));
        static final GlyphFont STRONG = new GlyphFont(resource("strong.ttf"));
    }

    private static byte[] resource(String name) {
        try (InputStream in = GlyphFont.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int table(String tag) {
        Integer at = tables.get(tag);
        if (at == null) {
            throw new IllegalStateException("the font has no table " + tag);
        }
        return at;
    }

    private int unsigned(int at) {
        return file.getShort(at) & 0xffff;
    }

    boolean has(int character) {
        return glyph(character) != 0;
    }

    /// Whether no character of a text would be a box.
    boolean hasAll(String text) {
        return text.codePoints().filter(GlyphFont::isShown).allMatch(this::has);
    }

    /// A text's width in pixels.
    double width(String text, double sizePx) {
        return text.codePoints()
                        .filter(GlyphFont::isShown)
                        .mapToLong(c -> advance(glyph(c)))
                        .sum()
                * sizePx
                / unitsPerEm;
    }

    /// Marks that only say how their neighbours run take no room.
    private static boolean isShown(int character) {
        // The skin of the emoji before.
        if (character >= 0x1f3fb && character <= 0x1f3ff) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.CONTROL, Character.NON_SPACING_MARK, Character.SURROGATE -> false;
            default -> true;
        };
    }

    /// Writes a text's outlines as path data, from a point of its base line on.
    void outline(String text, double x, double y, double sizePx, StringBuilder path) {
        double scale = sizePx / unitsPerEm;
        double at = x;
        for (int character : text.codePoints().filter(GlyphFont::isShown).toArray()) {
            int glyph = glyph(character);
            draw(glyph, new Placed(scale, 0, 0, -scale, at, y), path, 0);
            at += advance(glyph) * scale;
        }
    }

    private int advance(int glyph) {
        return unsigned(table("hmtx") + 4 * Math.min(glyph, metrics - 1));
    }

    /// The glyph of a character; 0, an empty box, where there is none.
    private int glyph(int character) {
        int glyph = wide ? inGroups(character) : character > 0xffff ? 0 : inSegments(character);
        return glyph < glyphs ? glyph : 0;
    }

    private int inGroups(int character) {
        int low = 0;
        int high = file.getInt(characters + 12) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = characters + 16 + 12 * middle;
            if (character < file.getInt(at)) {
                high = middle - 1;
            } else if (character > file.getInt(at + 4)) {
                low = middle + 1;
            } else {
                return file.getInt(at + 8) + character - file.getInt(at);
            }
        }
        return 0;
    }

    private int inSegments(int character) {
        int segments = unsigned(characters + 6) / 2;
        int ends = characters + 14;
        int low = 0;
        int high = segments - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (unsigned(ends + 2 * middle) < character) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int starts = ends + 2 * segments + 2;
        int start = unsigned(starts + 2 * low);
        if (character < start || character > unsigned(ends + 2 * low)) {
            return 0;
        }
        int delta = unsigned(starts + 2 * segments + 2 * low);
        int offsetAt = starts + 4 * segments + 2 * low;
        int offset = unsigned(offsetAt);
        if (offset == 0) {
            return (character + delta) & 0xffff;
        }
        int glyph = unsigned(offsetAt + offset + 2 * (character - start));
        return glyph == 0 ? 0 : (glyph + delta) & 0xffff;
    }

    /// An affine map from the font's units to the drawing's pixels.
    private record Placed(double a, double b, double c, double d, double e, double f) {
        Placed inner(double xx, double xy, double yx, double yy, double dx, double dy) {
            return new Placed(
                    a * xx + c * xy,
                    b * xx + d * xy,
                    a * yx + c * yy,
                    b * yx + d * yy,
                    a * dx + c * dy + e,
                    b * dx + d * dy + f);
        }

        String at(double x, double y) {
            return HtmlWriter.coordinate(a * x + c * y + e) + " " + HtmlWriter.coordinate(b * x + d * y + f);
        }
    }

    private void draw(int glyph, Placed placed, StringBuilder path, int depth) {
        int from = location(glyph);
        if (location(glyph + 1) == from || depth > DEEPEST) {
            return;
        }
        int at = table("glyf") + from;
        int contours = file.getShort(at);
        if (contours >= 0) {
            simple(at + 10, contours, placed, path);
        } else {
            composite(at + 10, placed, path, depth);
        }
    }

    private int location(int glyph) {
        int loca = table("loca");
        return longOffsets ? file.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
    }

    private double fraction(int at) {
        return file.getShort(at) / 16384.0;
    }

    private void composite(int start, Placed placed, StringBuilder path, int depth) {
        int at = start;
        int flags = MORE_PARTS;
        while ((flags & MORE_PARTS) != 0) {
            flags = unsigned(at);
            int part = unsigned(at + 2);
            boolean words = (flags & ARGUMENTS_ARE_WORDS) != 0;
            boolean places = (flags & ARGUMENTS_ARE_PLACES) != 0;
            double dx = !places ? 0 : words ? file.getShort(at + 4) : file.get(at + 4);
            double dy = !places ? 0 : words ? file.getShort(at + 6) : file.get(at + 5);
            at += words ? 8 : 6;
            double xx = 1;
            double xy = 0;
            double yx = 0;
            double yy = 1;
            if ((flags & HAS_SCALE) != 0) {
                xx = fraction(at);
                yy = xx;
                at += 2;
            } else if ((flags & HAS_TWO_SCALES) != 0) {
                xx = fraction(at);
                yy = fraction(at + 2);
                at += 4;
            } else if ((flags & HAS_MATRIX) != 0) {
                xx = fraction(at);
                xy = fraction(at + 2);
                yx = fraction(at + 4);
                yy = fraction(at + 6);
                at += 8;
            }
            draw(part, placed.inner(xx, xy, yx, yy, dx, dy), path, depth + 1);
        }
    }

    private void simple(int start, int contours, Placed placed, StringBuilder path) {
        int points = contours == 0 ? 0 : unsigned(start + 2 * (contours - 1)) + 1;
        byte[] flags = new byte[points];
        int at = start + 2 * contours;
        at += 2 + unsigned(at);
        for (int i = 0; i < points; ) {
            byte flag = file.get(at++);
            int times = (flag & REPEAT) == 0 ? 1 : 1 + (file.get(at++) & 0xff);
            for (int k = 0; k < times && i < points; k++) {
                flags[i++] = flag;
            }
        }
        int[] xs = new int[points];
        int[] ys = new int[points];
        at = coordinates(at, flags, SHORT_X, SAME_X, xs);
        coordinates(at, flags, SHORT_Y, SAME_Y, ys);
        int first = 0;
        for (int i = 0; i < contours; i++) {
            int last = unsigned(start + 2 * i);
            contour(flags, xs, ys, first, last, placed, path);
            first = last + 1;
        }
    }

    private int coordinates(int start, byte[] flags, int shortFlag, int sameFlag, int[] values) {
        int at = start;
        int value = 0;
        for (int i = 0; i < flags.length; i++) {
            boolean same = (flags[i] & sameFlag) != 0;
            if ((flags[i] & shortFlag) != 0) {
                int delta = file.get(at++) & 0xff;
                value += same ? delta : -delta;
            } else if (!same) {
                value += file.getShort(at);
                at += 2;
            }
            values[i] = value;
        }
        return at;
    }

    /// Between two points off the curve there is one on it, half way.
    private static void contour(
            byte[] flags, int[] xs, int[] ys, int first, int last, Placed placed, StringBuilder path) {
        int count = last - first + 1;
        if (count < 2) {
            return;
        }
        int start = first;
        while (start <= last && (flags[start] & ON_CURVE) == 0) {
            start++;
        }
        boolean none = start > last;
        double x0 = none ? (xs[first] + xs[last]) / 2.0 : xs[start];
        double y0 = none ? (ys[first] + ys[last]) / 2.0 : ys[start];
        int begin = none ? first : start + 1;
        path.append('M').append(placed.at(x0, y0));
        boolean bent = false;
        double cx = 0;
        double cy = 0;
        for (int k = 0; k < (none ? count : count - 1); k++) {
            int i = first + (begin - first + k) % count;
            boolean on = (flags[i] & ON_CURVE) != 0;
            if (bent) {
                double ex = on ? xs[i] : (cx + xs[i]) / 2;
                double ey = on ? ys[i] : (cy + ys[i]) / 2;
                path.append('Q').append(placed.at(cx, cy)).append(' ').append(placed.at(ex, ey));
            } else if (on) {
                path.append('L').append(placed.at(xs[i], ys[i]));
            }
            bent = !on;
            cx = xs[i];
            cy = ys[i];
        }
        if (bent) {
            path.append('Q').append(placed.at(cx, cy)).append(' ').append(placed.at(x0, y0));
        }
        path.append('z');
    }
}

package io.broadsheet.engine.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes an opaque image as PNG with a palette: charts have few colours, and a mail should be small. Where there are
/// more than a palette holds, near ones become one.
///
/// Source: PNG (W3C, third edition), colour type 3.
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int MOST_COLOURS = 256;

    private Png() {}

    static byte[] write(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> palette = palette(pixels);
        byte[] colours = new byte
                [3 * (1 + palette.values().stream().mapToInt(i -> i).max().orElse(0))];
        int[] counts = new int[colours.length / 3];
        long[] sums = new long[colours.length];
        Map<Integer, Integer> seen = counted(pixels);
        palette.forEach((colour, index) -> {
            int count = seen.getOrDefault(colour, 0);
            counts[index] += count;
            for (int part = 0; part < 3; part++) {
                sums[3 * index + part] += (long) count * part(colour, part);
            }
        });
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte) Math.round((double) sums[i] / Math.max(1, counts[i / 3]));
        }
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows[y * (width + 1) + 1 + x] = (byte) palette.getOrDefault(pixels[y * width + x] & 0xffffff, 0)
                        .intValue();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length / 16);
        out.writeBytes(SIGNATURE);
        ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
        head.put((byte) 8).put((byte) 3).put((byte) 0).put((byte) 0).put((byte) 0);
        chunk("IHDR", head.array(), out);
        chunk("PLTE", colours, out);
        chunk("IDAT", deflated(rows), out);
        chunk("IEND", new byte[0], out);
        return out.toByteArray();
    }

    private static int part(int colour, int part) {
        return colour >> (16 - 8 * part) & 0xff;
    }

    private static Map<Integer, Integer> counted(int[] pixels) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel & 0xffffff, 1, Integer::sum);
        }
        return counts;
    }

    /// A number for each colour; colours that share one are near each other (median cut).
    private static Map<Integer, Integer> palette(int[] pixels) {
        Map<Integer, Integer> counts = counted(pixels);
        List<List<Integer>> boxes = new ArrayList<>(List.of(new ArrayList<>(counts.keySet())));
        while (boxes.size() < Math.min(MOST_COLOURS, counts.size())) {
            List<Integer> widest = boxes.stream()
                    .filter(b -> b.size() > 1)
                    .max(Comparator.comparingInt(b -> spread(b)[1]))
                    .orElseThrow();
            boxes.remove(widest);
            int part = spread(widest)[0];
            widest.sort(Comparator.<Integer>comparingInt(c -> part(c, part)).thenComparing(c -> c));
            boxes.add(new ArrayList<>(widest.subList(0, widest.size() / 2)));
            boxes.add(new ArrayList<>(widest.subList(widest.size() / 2, widest.size())));
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < boxes.size(); i++) {
            for (int colour : boxes.get(i)) {
                numbers.put(colour, i);
            }
        }
        return numbers;
    }

    /// The part (red, green, blue) that differs most within a box, and by how much.
    private static int[] spread(List<Integer> box) {
        int[] most = {0, -1};
        for (int part = 0; part < 3; part++) {
            int p = part;
            int high = box.stream().mapToInt(c -> part(c, p)).max().orElse(0);
            int low = box.stream().mapToInt(c -> part(c, p)).min().orElse(0);
            if (high - low > most[1]) {
                most = new int[] {part, high - low};
            }
        }
        return most;
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(rows);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[16_384];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(String type, byte[] data, ByteArrayOutputStream out) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}

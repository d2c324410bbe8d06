package io.broadsheet.engine.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
        Palette palette = Palette.of(pixels, MOST_COLOURS);
        byte[] colours = palette.colours();
        byte[] rows = new byte[(width + 1) * height];
        int last = 0;
        byte number = palette.number(0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int colour = pixels[y * width + x] & 0xffffff;
                // Most of a chart is long runs of one colour.
                if (colour != last) {
                    last = colour;
                    number = palette.number(colour);
                }
                rows[y * (width + 1) + 1 + x] = number;
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

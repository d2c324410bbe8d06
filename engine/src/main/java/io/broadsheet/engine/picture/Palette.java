package io.broadsheet.engine.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The colours of an image by number. Where it has more than it may, near ones become one (median cut).
final class Palette {
    private final byte[] colours;
    private final Map<Integer, Integer> numbers;

    private Palette(byte[] colours, Map<Integer, Integer> numbers) {
        this.colours = colours;
        this.numbers = numbers;
    }

    /// Colours that share a number.
    private static final class Box {
        private final int[] colours;
        /// The part (red, green, blue) that differs most among them, and by how much.
        private int widest;
        private int spread = -1;

        Box(int[] colours) {
            this.colours = colours;
            for (int part = 0; part < 3; part++) {
                int high = 0;
                int low = 255;
                for (int colour : colours) {
                    high = Math.max(high, part(colour, part));
                    low = Math.min(low, part(colour, part));
                }
                if (high - low > spread) {
                    widest = part;
                    spread = high - low;
                }
            }
        }

        List<Box> halves() {
            long[] sorted = new long[colours.length];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = (long) part(colours[i], widest) << 32 | colours[i];
            }
            Arrays.sort(sorted);
            int[] all = Arrays.stream(sorted).mapToInt(c -> (int) c).toArray();
            int half = all.length / 2;
            return List.of(new Box(Arrays.copyOf(all, half)), new Box(Arrays.copyOfRange(all, half, all.length)));
        }
    }

    /// @param pixels their upper bytes don't count
    /// @param most how many colours there may be
    static Palette of(int[] pixels, int most) {
        Map<Integer, Integer> counts = counted(pixels);
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box(counts.keySet().stream().mapToInt(c -> c).toArray()));
        while (boxes.size() < Math.min(most, counts.size())) {
            int widest = -1;
            for (int i = 0; i < boxes.size(); i++) {
                Box box = boxes.get(i);
                if (box.colours.length > 1 && (widest < 0 || box.spread > boxes.get(widest).spread)) {
                    widest = i;
                }
            }
            boxes.addAll(boxes.remove(widest).halves());
        }
        byte[] colours = new byte[3 * boxes.size()];
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < boxes.size(); i++) {
            long[] sums = new long[3];
            long count = 0;
            for (int colour : boxes.get(i).colours) {
                int seen = counts.getOrDefault(colour, 0);
                count += seen;
                for (int part = 0; part < 3; part++) {
                    sums[part] += (long) seen * part(colour, part);
                }
                numbers.put(colour, i);
            }
            for (int part = 0; part < 3; part++) {
                colours[3 * i + part] = (byte) Math.round((double) sums[part] / Math.max(1, count));
            }
        }
        return new Palette(colours, numbers);
    }

    private static Map<Integer, Integer> counted(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        int from = 0;
        for (int i = 1; i <= pixels.length; i++) {
            if (i == pixels.length || (pixels[i] & 0xffffff) != (pixels[from] & 0xffffff)) {
                counts.merge(pixels[from] & 0xffffff, i - from, Integer::sum);
                from = i;
            }
        }
        return counts;
    }

    private static int part(int colour, int part) {
        return colour >> (16 - 8 * part) & 0xff;
    }

    /// Red, green and blue of each number.
    byte[] colours() {
        return colours;
    }

    /// The number of a colour of the image; of another one, the first.
    byte number(int colour) {
        return numbers.getOrDefault(colour, 0).byteValue();
    }
}

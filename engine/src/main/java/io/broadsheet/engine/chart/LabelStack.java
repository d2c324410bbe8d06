package io.broadsheet.engine.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/// Moves labels apart that stand too close, as little as can be: neighbours that collide form a block around the mean
/// of where they want to be, and blocks that then collide join (pool adjacent violators).
final class LabelStack {
    private record Block(int first, int count, double sum, double start) {}

    private LabelStack() {}

    /// Places in the order of `wanted`, at least `gap` apart, between `top` and `bottom` if they have room there.
    static List<Double> spread(List<Double> wanted, double gap, double top, double bottom) {
        int n = wanted.size();
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing(wanted::get))
                .toList();
        Deque<Block> blocks = new ArrayDeque<>();
        for (int i = 0; i < n; i++) {
            Block block = block(i, 1, wanted.get(order.get(i)), gap, top, bottom, n);
            while (!blocks.isEmpty() && overlaps(blocks.getLast(), block, gap)) {
                Block before = blocks.removeLast();
                double sum = before.sum() + block.sum() - before.count() * gap * block.count();
                block = block(before.first(), before.count() + block.count(), sum, gap, top, bottom, n);
            }
            blocks.addLast(block);
        }
        List<Double> placed = new ArrayList<>(wanted);
        for (Block block : blocks) {
            for (int i = 0; i < block.count(); i++) {
                placed.set(order.get(block.first() + i), block.start() + i * gap);
            }
        }
        return placed;
    }

    /// `sum` is of the wanted places, each less its distance from the block's start.
    private static Block block(int first, int count, double sum, double gap, double top, double bottom, int n) {
        double least = top + first * gap;
        double most = Math.max(least, bottom - (n - 1 - first) * gap);
        return new Block(first, count, sum, Math.clamp(sum / count, least, most));
    }

    private static boolean overlaps(Block before, Block after, double gap) {
        return before.start() + before.count() * gap > after.start() + 1e-9;
    }
}

package io.broadsheet.engine.query;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Results of queries by all that they depend on, up to a size; what was not asked for the longest time
/// goes first. Not thread-safe.
final class KeptResults {
    private static final int CELL_BYTES = 24;
    private static final int FRAME_BYTES = 512;

    private final long mostBytes;
    private final SequencedMap<String, Kept> byKey = new LinkedHashMap<>();
    private long bytes;

    private record Kept(Frame frame, long bytes) {}

    KeptResults(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    Optional<Frame> find(String key) {
        Kept kept = byKey.remove(key);
        if (kept == null) {
            return Optional.empty();
        }
        byKey.putLast(key, kept);
        return Optional.of(kept.frame());
    }

    void keep(String key, Frame frame) {
        Kept before = byKey.remove(key);
        if (before != null) {
            bytes -= before.bytes();
        }
        Kept kept = new Kept(frame, bytes(frame));
        if (kept.bytes() > mostBytes) {
            return;
        }
        byKey.putLast(key, kept);
        bytes += kept.bytes();
        while (bytes > mostBytes) {
            bytes -= byKey.pollFirstEntry().getValue().bytes();
        }
    }

    void clear() {
        byKey.clear();
        bytes = 0;
    }

    /// About what a frame takes.
    static long bytes(Frame frame) {
        long sum = FRAME_BYTES;
        for (Column column : frame.columns()) {
            sum += (long) CELL_BYTES * column.size();
            for (int row = 0; row < column.size(); row++) {
                Object value = column.get(row);
                if (value != null && !column.type().isNumber() && !column.type().isTime()) {
                    // Lists and maps are counted as they are written.
                    sum += 2L * value.toString().length();
                }
            }
        }
        return sum;
    }
}

package io.broadsheet.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What was spent until now, in nanoseconds.
///
/// @param wall by the clock
/// @param process processor time of this process
/// @param others processor time of another process and its children, those that ended among them
record Spent(long wall, long process, long others) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /// Linux counts hundredths of a second there, whatever the kernel's own clock.
    private static final long NANOS_A_TICK = 10_000_000;

    static Spent untilNow(ProcessHandle other) {
        long others = Stream.concat(Stream.of(other), other.descendants())
                .mapToLong(p -> ticks(p.pid()) * NANOS_A_TICK)
                .sum();
        return new Spent(System.nanoTime(), SYSTEM.getProcessCpuTime(), others);
    }

    Spent since(Spent before) {
        return new Spent(wall - before.wall, process - before.process, others - before.others);
    }

    long cpu() {
        return process + others;
    }

    /// utime, stime, cutime and cstime; see proc_pid_stat(5).
    private static long ticks(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
            return fields.subList(11, 15).stream().mapToLong(Long::parseLong).sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.broadsheet.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Commands that another part brings, found by `ServiceLoader` where its jars are on the class path: those of the
/// server, which a short command need not load.
public interface CommandSource {
    /// By name, in the order of the help: makers of picocli commands: annotated objects or specs.
    Map<String, Function<Place, Object>> commands();

    /// Where a command works.
    ///
    /// @param out results
    /// @param err all else
    /// @param home the folder of the whole product, with its examples; none where the command was not begun by the
    /// launcher
    /// @param serving to be called by a command that goes on until the process is to end, and then sees to its own
    /// end: nothing is said of it
    record Place(PrintStream out, PrintStream err, Optional<Path> home, Runnable serving) {}
}

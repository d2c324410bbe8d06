package io.broadsheet.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/// What a command works in.
///
/// @param in what a program that starts the command sends it
/// @param out results
/// @param err all else
/// @param terminal whether a person watches `err`, so that a line may be written again and again
/// @param columns the terminal's width
/// @param command how the command was called, for what people are told to type next
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        int columns,
        InstantSource clock,
        Map<String, String> environment,
        Engine.Opener opener,
        Stop stop,
        String command) {
    static final int DEFAULT_COLUMNS = 80;

    /// Streams that nobody watches, and everything else as the process has it.
    static Surroundings of(PrintStream out, PrintStream err) {
        return new Surroundings(
                System.in,
                out,
                err,
                false,
                DEFAULT_COLUMNS,
                InstantSource.system(),
                System.getenv(),
                Engine::open,
                new Stop(),
                "broadsheet");
    }

    Surroundings withTerminal(boolean newTerminal, int newColumns) {
        return new Surroundings(in, out, err, newTerminal, newColumns, clock, environment, opener, stop, command);
    }

    Surroundings withIn(InputStream newIn) {
        return new Surroundings(newIn, out, err, terminal, columns, clock, environment, opener, stop, command);
    }

    Surroundings withClock(InstantSource newClock) {
        return new Surroundings(in, out, err, terminal, columns, newClock, environment, opener, stop, command);
    }

    Surroundings withOpener(Engine.Opener newOpener) {
        return new Surroundings(in, out, err, terminal, columns, clock, environment, newOpener, stop, command);
    }

    Surroundings withCommand(String newCommand) {
        return new Surroundings(in, out, err, terminal, columns, clock, environment, opener, stop, newCommand);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    }
}

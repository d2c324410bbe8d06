package io.broadsheet.cli;

/// What the command tells the shell.
final class ExitCode {
    static final int OK = 0;
    /// The report or the run has problems: held, failed, or found by `check`.
    static final int PROBLEMS = 1;
    /// The command line can't be understood, or names what is not there.
    static final int USAGE = 2;
    /// What the command works in is not as it must be: no project, no permission, no space, a source away, or a bug.
    static final int ENVIRONMENT = 3;
    /// Stopped by Ctrl-C, as shells count it.
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}

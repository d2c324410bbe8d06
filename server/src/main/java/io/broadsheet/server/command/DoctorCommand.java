package io.broadsheet.server.command;

import io.broadsheet.cli.CommandSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `broadsheet doctor [PROJECT]`: whether what the project needs is there.
@Command(name = "doctor", description = "Look at configuration, connections, mail and store, and say what is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final int PROBLEMS = 1;

    private final PrintStream out;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROJECT",
            description = "the project's folder; the working folder unless said")
    Path project = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;

    DoctorCommand(CommandSource.Place place) {
        this.out = place.out();
    }

    @Override
    public Integer call() {
        boolean well = true;
        for (Doctor.Finding finding : Doctor.examine(project.toAbsolutePath().normalize())) {
            out.println((finding.isWell() ? "ok    " : "NOT   ")
                    + finding.what()
                    + (finding.detail().isEmpty() ? "" : ": " + finding.detail()));
            well &= finding.isWell();
        }
        return well ? 0 : PROBLEMS;
    }
}

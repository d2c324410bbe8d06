package io.broadsheet.server.command;

import io.broadsheet.cli.CommandSource;
import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `broadsheet demo`: everything on one machine.
@Command(
        name = "demo",
        description = "Everything on this machine: six shops, twelve weeks of editions, portal, console, caught mail.")
final class DemoCommand implements Callable<Integer> {
    private final CommandSource.Place place;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "${DEFAULT-VALUE} unless said")
    int port;

    @Option(names = "--dir", paramLabel = "DIR", description = "where the demo is kept; .broadsheet/demo unless said")
    Optional<Path> dir = Optional.empty();

    @Option(names = "--fresh", description = "begin anew")
    boolean fresh;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;

    DemoCommand(CommandSource.Place place) {
        this.place = place;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream err = place.err();
        Path home = place.home().orElse(Path.of(""));
        Path example = home.resolve("examples/divers");
        if (!Files.isDirectory(example)) {
            err.println("broadsheet: the demo needs the folder examples/divers of Broadsheet, and it is not in "
                    + home.toAbsolutePath());
            return Running.ENVIRONMENT;
        }
        Path target =
                dir.orElse(home.resolve(".broadsheet/demo")).toAbsolutePath().normalize();
        err.println("The demo is kept in " + target);
        Demo demo;
        try {
            demo = Demo.start(example, target, port, fresh, monday -> err.println("  the editions of " + monday));
        } catch (BroadsheetServer.PortTaken e) {
            err.println("broadsheet demo: " + e.getMessage());
            return Running.ENVIRONMENT;
        }
        PrintStream out = place.out();
        out.println("The customer's portal  " + demo.portal());
        out.println("The team's console     " + demo.console());
        out.flush();
        err.println("Caught mail            " + demo.mailbox());
        err.println("In the demo it is Monday, 1 November 2021. Only this machine can reach it. Ctrl-C ends it.");
        Running.untilStopped(demo, place);
        return CommandLine.ExitCode.OK;
    }
}

package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.cli.preview.Preview;
import io.broadsheet.cli.preview.PreviewSettings;
import io.broadsheet.cli.preview.Wish;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `broadsheet preview [PROJECT]`: the page, live while it is written.
@Command(name = "preview", description = "The page in the browser, made again at every save.")
final class PreviewCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROJECT",
            description = "the project's folder; the working folder, or one above it, unless said")
    Optional<String> folder = Optional.empty();

    @Option(names = "--report", paramLabel = "R", description = "the report to begin with; the first unless said")
    Optional<String> report = Optional.empty();

    @Option(names = "--site", paramLabel = "S", description = "the site to begin with; the first unless said")
    Optional<String> siteId = Optional.empty();

    @Option(names = "--date", paramLabel = "D", description = "the issue date to begin with; today unless said")
    Optional<LocalDate> issueDate = Optional.empty();

    @Option(names = "--param", paramLabel = "K=V", description = PageOptions.PARAM)
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "the port; " + PreviewSettings.DEFAULT_PORT + " unless said, 0 for one that is free")
    int port = PreviewSettings.DEFAULT_PORT;

    @Option(
            names = "--host",
            paramLabel = "A",
            description = "the address to listen on; " + PreviewSettings.DEFAULT_HOST
                    + " unless said. Only a container, whose port is published to its own machine, needs another")
    String host = PreviewSettings.DEFAULT_HOST;

    @Option(names = "--open", description = "also open it in the browser")
    boolean open;

    @Mixin
    CommonOptions common = new CommonOptions();

    PreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ProjectFolder project = ProjectFolder.find(folder);
        if (!Files.exists(project.path().resolve("broadsheet.yaml"))) {
            throw CommandException.environment("there is no broadsheet.yaml in "
                    + (project.path().toString().isEmpty() ? "the working folder or above it" : project.path())
                    + "\n  Name a project's folder, or make one with `broadsheet init DIR`");
        }
        Preview preview = start(project);
        tell(preview.address(), project);
        if (open) {
            open(preview.address());
        }
        surroundings.stop().await("Stopped the preview.", preview::close);
        return ExitCode.OK;
    }

    private Preview start(ProjectFolder project) {
        if (port < 0 || port > LAST_PORT) {
            throw CommandException.usage(
                    "--port " + port + " is no port; give one from 1 to " + LAST_PORT + ", or 0 for one that is free");
        }
        try {
            return Preview.start(new PreviewSettings(
                    project.path().toAbsolutePath().normalize(),
                    surroundings.environment(),
                    host,
                    port,
                    new Wish(report, siteId, issueDate, parameters),
                    surroundings.today(),
                    surroundings.clock()));
        } catch (BindException e) {
            boolean taken =
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
            throw CommandException.environment(
                    taken
                            ? "port " + port + " is taken, perhaps by another preview\n"
                                    + "  Give another with --port N, or --port 0 for one that is free"
                            : "can't listen on " + host + ":" + port + ": " + e.getMessage()
                                    + "\n  Give an address of this machine with --host, and a port that you may use",
                    e);
        } catch (IOException | UnresolvedAddressException e) {
            throw CommandException.environment("can't listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private void tell(URI address, ProjectFolder project) {
        if (common.json()) {
            Map<String, @Nullable Object> shape = new LinkedHashMap<>();
            shape.put("address", address);
            shape.put("project", project.path().toAbsolutePath().normalize());
            surroundings.out().println(Json.of(shape));
        } else {
            surroundings.out().println("Preview at " + address + " (Ctrl-C ends it)");
        }
        surroundings.out().flush();
    }

    /// By what the system opens addresses with; where there is nothing, the address is printed anyway.
    private void open(URI address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("mac")
                ? List.of("open", address.toString())
                : system.contains("windows")
                        ? List.of("rundll32", "url.dll,FileProtocolHandler", address.toString())
                        : List.of("xdg-open", address.toString());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            surroundings.err().println("can't open a browser: open the address yourself");
        }
    }
}

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
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet preview [PROJECT]`: the page, live while it is written.
final class PreviewCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private final Surroundings surroundings;

    private final Argument<Optional<String>> folder =
            Argument.optional("PROJECT", "the project's folder; the working folder, or one above it, unless said");
    private final Argument<Optional<String>> report =
            Argument.optional("--report", "R", String.class, "the report to begin with; the first unless said");
    private final Argument<Optional<String>> siteId =
            Argument.optional("--site", "S", String.class, "the site to begin with; the first unless said");
    private final Argument<Optional<LocalDate>> issueDate =
            Argument.optional("--date", "D", LocalDate.class, "the issue date to begin with; today unless said");
    private final Argument<Map<String, String>> parameters = Argument.pairs("--param", PageOptions.PARAM);
    private final Argument<Integer> port = Argument.option(
            "--port",
            "N",
            PreviewSettings.DEFAULT_PORT,
            "the port; " + PreviewSettings.DEFAULT_PORT + " unless said, 0 for one that is free");
    private final Argument<String> host = Argument.option(
            "--host",
            "A",
            PreviewSettings.DEFAULT_HOST,
            "the address to listen on; " + PreviewSettings.DEFAULT_HOST
                    + " unless said. Only a container, whose port is published to its own machine, needs another");
    private final Argument<Boolean> open = Argument.flag("--open", "also open it in the browser");
    private final CommonOptions common = new CommonOptions();

    PreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "preview",
                this,
                "The page in the browser, made again at every save.",
                folder,
                report,
                siteId,
                issueDate,
                parameters,
                port,
                host,
                open,
                common);
    }

    @Override
    public Integer call() {
        ProjectFolder project = ProjectFolder.find(folder.get());
        if (!Files.exists(project.path().resolve("broadsheet.yaml"))) {
            throw CommandException.environment("there is no broadsheet.yaml in "
                    + (project.path().toString().isEmpty() ? "the working folder or above it" : project.path())
                    + "\n  Name a project's folder, or make one with `broadsheet init DIR`");
        }
        Preview preview = start(project);
        tell(preview.address(), project);
        if (open.get()) {
            open(preview.address());
        }
        surroundings.stop().await("Stopped the preview.", preview::close);
        return ExitCode.OK;
    }

    private Preview start(ProjectFolder project) {
        if (port.get() < 0 || port.get() > LAST_PORT) {
            throw CommandException.usage("--port " + port.get() + " is no port; give one from 1 to " + LAST_PORT
                    + ", or 0 for one that is free");
        }
        try {
            return Preview.start(new PreviewSettings(
                    project.path().toAbsolutePath().normalize(),
                    surroundings.environment(),
                    host.get(),
                    port.get(),
                    new Wish(report.get(), siteId.get(), issueDate.get(), parameters.get()),
                    surroundings.today(),
                    surroundings.clock()));
        } catch (BindException e) {
            boolean taken =
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
            throw CommandException.environment(
                    taken
                            ? "port " + port.get() + " is taken, perhaps by another preview\n"
                                    + "  Give another with --port N, or --port 0 for one that is free"
                            : "can't listen on " + host.get() + ":" + port.get() + ": " + e.getMessage()
                                    + "\n  Give an address of this machine with --host, and a port that you may use",
                    e);
        } catch (IOException | UnresolvedAddressException e) {
            throw CommandException.environment(
                    "can't listen on " + host.get() + ":" + port.get() + ": " + e.getMessage(), e);
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

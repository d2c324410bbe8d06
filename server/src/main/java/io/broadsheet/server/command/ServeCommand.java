package io.broadsheet.server.command;

import io.broadsheet.cli.CommandSource;
import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `broadsheet serve [PROJECT]`: one server process. Many of them share one PostgreSQL.
@Command(
        name = "serve",
        description = "Run the server: schedules, portal, console, mails. Many processes share one PostgreSQL.")
final class ServeCommand implements Callable<Integer> {
    private final CommandSource.Place place;
    private final PrintStream err;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's to fill
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROJECT",
            description = "the project's folder; the working folder unless said")
    Path project = Path.of("");

    @Option(names = "--project", paramLabel = "P", description = "the same, as other commands have it")
    Optional<Path> named = Optional.empty();

    @Option(names = "--roles", paramLabel = "R[,..]", description = "web, worker, scheduler; all unless said")
    String roles = "";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "${DEFAULT-VALUE} unless said")
    int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = ServerOptions.DEFAULT_HOST,
            description = "where it listens; ${DEFAULT-VALUE} unless said, 0.0.0.0 behind a proxy")
    String host = ServerOptions.DEFAULT_HOST;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "what the server keeps itself; .broadsheet in the project unless said")
    Optional<Path> home = Optional.empty();

    @Option(names = "--workers", paramLabel = "N", description = "sites made at a time; one for each core unless said")
    Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "${DEFAULT-VALUE} unless said")
    String log = "text";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;

    ServeCommand(CommandSource.Place place) {
        this.place = place;
        this.err = place.err();
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = named.orElse(project).toAbsolutePath().normalize();
        ServerOptions options = new ServerOptions(
                folder,
                home.map(Path::toAbsolutePath).orElse(folder.resolve(".broadsheet")),
                host,
                port,
                roles(),
                workers.filter(n -> n > 0).orElse(Runtime.getRuntime().availableProcessors()),
                false,
                isJson());
        BroadsheetServer server;
        try {
            server = BroadsheetServer.start(options);
        } catch (BroadsheetServer.PortTaken e) {
            err.println("broadsheet serve: " + e.getMessage());
            return Running.ENVIRONMENT;
        }
        err.println("Broadsheet serves " + folder.getFileName() + " at " + server.url() + " as "
                + options.roles().stream()
                        .map(r -> r.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ". Ctrl-C ends it.");
        Running.untilStopped(server, place);
        return CommandLine.ExitCode.OK;
    }

    private Set<ServerRole> roles() {
        if (roles.isBlank()) {
            return Set.of(ServerRole.values());
        }
        Map<String, ServerRole> known = new LinkedHashMap<>();
        for (ServerRole role : ServerRole.values()) {
            known.put(role.name().toLowerCase(Locale.ROOT), role);
        }
        List<ServerRole> wanted = new ArrayList<>();
        for (String name : roles.split(",", -1)) {
            ServerRole role = known.get(name.strip());
            if (role == null) {
                throw new ParameterException(
                        spec.commandLine(), "no role '" + name + "'; roles: " + String.join(", ", known.keySet()));
            }
            wanted.add(role);
        }
        return Set.copyOf(wanted);
    }

    private boolean isJson() {
        return switch (log) {
            case "text" -> false;
            case "json" -> true;
            default -> throw new ParameterException(spec.commandLine(), "--log is text or json");
        };
    }
}

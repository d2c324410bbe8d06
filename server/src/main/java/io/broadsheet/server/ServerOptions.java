package io.broadsheet.server;

import java.nio.file.Path;
import java.util.Set;

/// How a server process was started.
///
/// @param projectFolder the project it serves
/// @param home where it keeps what is its own
/// @param host the address it listens on
/// @param port 0 for any that is free
/// @param workers sites that are made at a time
/// @param open whether requests from this machine need no password (the demo)
/// @param logJson whether log lines are JSON
public record ServerOptions(
        Path projectFolder,
        Path home,
        String host,
        int port,
        Set<ServerRole> roles,
        int workers,
        boolean open,
        boolean logJson) {
    public static final int DEFAULT_PORT = 8080;
    public static final String DEFAULT_HOST = "127.0.0.1";

    public ServerOptions {
        roles = Set.copyOf(roles);
    }

    public static ServerOptions of(Path projectFolder) {
        return new ServerOptions(
                projectFolder,
                projectFolder.resolve(".broadsheet"),
                DEFAULT_HOST,
                DEFAULT_PORT,
                Set.of(ServerRole.values()),
                Runtime.getRuntime().availableProcessors(),
                false,
                false);
    }

    public boolean has(ServerRole role) {
        return roles.contains(role);
    }

    public ServerOptions withPort(int newPort) {
        return new ServerOptions(projectFolder, home, host, newPort, roles, workers, open, logJson);
    }

    public ServerOptions withHome(Path newHome) {
        return new ServerOptions(projectFolder, newHome, host, port, roles, workers, open, logJson);
    }

    public ServerOptions withRoles(Set<ServerRole> newRoles) {
        return new ServerOptions(projectFolder, home, host, port, newRoles, workers, open, logJson);
    }

    public ServerOptions openToThisMachine() {
        return new ServerOptions(projectFolder, home, host, port, roles, workers, true, logJson);
    }
}

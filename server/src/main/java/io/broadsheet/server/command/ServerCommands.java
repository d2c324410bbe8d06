package io.broadsheet.server.command;

import io.broadsheet.cli.CommandSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What the server adds to the command line.
public final class ServerCommands implements CommandSource {
    @Override
    public Map<String, Function<Place, Object>> commands() {
        Map<String, Function<Place, Object>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("doctor", DoctorCommand::new);
        return commands;
    }
}

package io.broadsheet.cli;

import io.broadsheet.cli.editor.EditorServer;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet lsp`: the language server that editors start.
final class LspCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    LspCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "lsp",
                this,
                "A language server for reports, which editors start: completion and problems while typing.",
                CommonOptions.debug(),
                Argument.help());
    }

    @Override
    public Integer call() {
        PrintStream before = System.out;
        // Whatever else would print there would be taken for the protocol.
        System.setOut(surroundings.err());
        try {
            boolean orderly = EditorServer.serve(
                    Broadsheet.version(),
                    surroundings.in(),
                    surroundings.out(),
                    surroundings.environment(),
                    surroundings.err());
            return orderly ? ExitCode.OK : ExitCode.PROBLEMS;
        } finally {
            System.setOut(before);
        }
    }
}

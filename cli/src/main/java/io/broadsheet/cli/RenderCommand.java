package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import io.broadsheet.cli.output.Shapes;
import io.broadsheet.cli.output.UnmetText;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.source.TerminalText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `broadsheet render REPORT --site S --date D`: one page, for the one who asks.
final class RenderCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final PageOptions page = new PageOptions();
    private final Argument<Optional<String>> out =
            Argument.optional("--out", "DIR", String.class, "where to write; out in the project unless said");
    private final ProjectOption project = new ProjectOption();
    private final CommonOptions common = new CommonOptions();

    RenderCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    CommandSpec spec() {
        return Arguments.command(
                "render",
                this,
                "Make one page and print its path: DIR/S/REPORT_report_D.html.",
                page,
                out,
                project,
                common);
    }

    private record Made(Rendering rendering, Optional<PageFolder.Written> written) {}

    @Override
    public Integer call() {
        Made made = make(project.find());
        if (common.json()) {
            Map<String, @Nullable Object> shape = Shapes.rendering(made.rendering());
            shape.put("path", made.written().map(PageFolder.Written::path).orElse(null));
            shape.put("bytes", made.written().map(PageFolder.Written::bytes).orElse(0));
            surroundings.out().println(Json.of(shape));
        } else {
            tell(made);
        }
        return made.rendering().outcome() == Outcome.READY
                ? ExitCode.OK
                : Failures.exitCode(true, made.rendering().problems());
    }

    private Made make(ProjectFolder folder) {
        try (Progress progress = new Progress(surroundings).start();
                Engine engine = folder.open(surroundings, progress::accept)) {
            progress.begin("making " + TerminalText.visible(page.report()), "");
            Rendering rendering = engine.render(page.request(engine));
            Path target = out.get().map(ProjectFolder::path).orElseGet(folder::defaultOut);
            return new Made(rendering, write(rendering, target, isStore(target, folder, engine)));
        }
    }

    /// Whether customers read from there.
    private static boolean isStore(Path target, ProjectFolder folder, Engine engine) {
        return folder.fileStore(engine).filter(store -> same(store, target)).isPresent();
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<PageFolder.Written> write(Rendering rendering, Path target, boolean store) {
        PageFolder pages = new PageFolder(target);
        try {
            // Looking at a held page must not put it before customers.
            return store && rendering.outcome() == Outcome.HELD ? pages.hold(rendering) : pages.publish(rendering);
        } catch (IOException e) {
            throw CommandException.environment(
                    FileTrouble.sentence("can't write the page into " + target, e) + "; what was there before stays",
                    e);
        }
    }

    private void tell(Made made) {
        Rendering rendering = made.rendering();
        rendering.problems().forEach(p -> surroundings.err().println(p + "\n"));
        rendering.expectations().stream()
                .filter(e -> !e.passed())
                .forEach(e -> surroundings.err().println(UnmetText.of(e) + "\n"));
        String edition = TerminalText.visible(rendering.report()) + " for "
                + TerminalText.visible(rendering.site().id());
        switch (rendering.outcome()) {
            case READY -> {}
            case HELD -> surroundings.err().println("held: " + edition + " is not fit to leave; the page is for you");
            case FAILED -> surroundings.err().println("failed: " + edition + " has no page; nothing was written");
        }
        made.written().ifPresent(w -> surroundings.out().println(w.path()));
    }
}

package io.broadsheet.cli.editor;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.Project;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;

/// The files that are open, and the checks of their projects, one at a time on a thread of their own.
final class Desk implements AutoCloseable {
    /// How long nothing must be typed before what is typed is checked.
    static final int PAUSE_MILLIS = 300;

    private static final String SOURCE = "broadsheet";

    private final Map<String, String> environment;
    private final PrintStream log;
    private final Consumer<PublishDiagnosticsParams> told;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("broadsheet-check").daemon().factory());
    private final Map<Path, OpenFile> open = new ConcurrentHashMap<>();
    private final Map<Path, LiveProject> projects = new ConcurrentHashMap<>();
    private final Map<Path, ScheduledFuture<?>> waiting = new ConcurrentHashMap<>();
    private final Map<Path, List<String>> marked = new ConcurrentHashMap<>();

    Desk(Map<String, String> environment, PrintStream log, Consumer<PublishDiagnosticsParams> told) {
        this.environment = environment;
        this.log = log;
        this.told = told;
    }

    Optional<OpenFile> file(Path path) {
        return Optional.ofNullable(open.get(path));
    }

    Optional<Project> project(OpenFile file) {
        return file.project().map(projects::get).flatMap(LiveProject::project);
    }

    void put(OpenFile file, boolean typing) {
        open.put(file.path(), file);
        file.project().ifPresent(folder -> check(folder, typing ? PAUSE_MILLIS : 0));
    }

    void close(Path path) {
        OpenFile file = open.remove(path);
        if (file != null) {
            file.project().ifPresent(folder -> check(folder, 0));
        }
    }

    /// Something on disk is another than it was.
    void changed(Path path) {
        OpenFile.of("", path, "").project().ifPresent(folder -> check(folder, 0));
    }

    private synchronized void check(Path folder, int delayMillis) {
        ScheduledFuture<?> before = waiting.get(folder);
        if (before != null) {
            before.cancel(false);
        }
        try {
            waiting.put(folder, worker.schedule(() -> checkNow(folder), delayMillis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            // The editor has gone while a message of its was read.
            waiting.remove(folder);
        }
    }

    private List<OpenFile> openIn(Path folder) {
        return open.values().stream()
                .filter(f -> f.project().filter(folder::equals).isPresent())
                .toList();
    }

    private void checkNow(Path folder) {
        try {
            List<OpenFile> files = openIn(folder);
            if (files.isEmpty()) {
                LiveProject project = projects.remove(folder);
                if (project != null) {
                    project.close();
                }
                tell(folder, List.of(), files);
            } else {
                LiveProject project = projects.computeIfAbsent(folder, f -> new LiveProject(f, environment));
                tell(folder, project.check(files), files);
            }
        } catch (RuntimeException | StackOverflowError e) {
            // A bug, or a hostile file: editing goes on with the problems of before.
            log.println("broadsheet lsp: can't check " + folder + ": " + e);
        }
    }

    private void tell(Path folder, List<Problem> problems, List<OpenFile> files) {
        Map<String, List<Diagnostic>> byUri = new LinkedHashMap<>();
        for (Problem problem : problems) {
            byUri.computeIfAbsent(uri(folder.resolve(problem.span().file())), u -> new ArrayList<>())
                    .add(diagnostic(problem));
        }
        List<String> before = marked.getOrDefault(folder, List.of());
        before.forEach(uri -> byUri.computeIfAbsent(uri, u -> new ArrayList<>()));
        // An open file without problems is told so, too: who waits for the first check sees that it was made.
        files.forEach(f -> byUri.computeIfAbsent(f.uri(), u -> new ArrayList<>()));
        marked.put(
                folder,
                byUri.entrySet().stream()
                        .filter(e -> !e.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
        byUri.forEach((uri, found) -> told.accept(new PublishDiagnosticsParams(uri, found)));
    }

    /// As the editor calls it, where it has it open.
    private String uri(Path path) {
        return file(path).map(OpenFile::uri).orElseGet(() -> path.toUri().toString());
    }

    private static Diagnostic diagnostic(Problem problem) {
        Range range = problem.span().source().text().isEmpty() ? Places.start() : Places.range(problem.span());
        if (range.getStart().equals(range.getEnd())) {
            // Something to see and to point at.
            range = new Range(
                    range.getStart(),
                    new Position(range.getStart().getLine(), range.getStart().getCharacter() + 1));
        }
        String message =
                problem.message() + problem.hintIfAny().map(hint -> "\n" + hint).orElse("");
        Diagnostic diagnostic = new Diagnostic(
                range, message, problem.isError() ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, SOURCE);
        diagnostic.setCode(problem.code().id());
        return diagnostic;
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            if (worker.awaitTermination(2, TimeUnit.SECONDS)) {
                projects.values().forEach(LiveProject::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
